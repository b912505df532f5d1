/** The header in which Dropbox names a request on every answer; its support asks for it. */
export const REQUEST_ID = 'x-dropbox-request-id';
