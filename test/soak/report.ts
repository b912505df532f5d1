/** A change as a report tells of it. */
export interface ReportedChange {
  id: string;
  action: string;
  email: string;
  memberId: string | null;
  status: string;
  error: { code: string } | null;
  options: {
    method?: string;
    transferToId?: string;
    groupId?: string | null;
    createGroup?: boolean;
    roleId?: string | null;
  };
  before: { group?: string } | null;
  after: {
    email?: string;
    externalId?: string | null;
    givenName?: string;
    surname?: string;
    group?: string;
  } | null;
}

/** Somebody for whom something does not happen, as a report tells of it. */
interface Withheld {
  email: string;
  code: string;
}

/** The document of a run, as far as it is looked at. */
export interface Report {
  exitCode: number;
  error: { code: string; message: string } | null;
  data: {
    changes?: ReportedChange[];
    blocked?: Withheld[];
    kept?: Withheld[];
    verified?: boolean | null;
  };
}
