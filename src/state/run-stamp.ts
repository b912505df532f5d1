const RUN_ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{6}$/;

/** When a run began, to the second, as its id tells; `null` for an id that tells no time. */
export function startOf(runId: string): number | null {
  if (!RUN_ID.test(runId)) return null;
  const time = Date.parse(runId.replace(RUN_ID, '$1-$2-$3T$4:$5:$6Z'));
  return Number.isNaN(time) ? null : time;
}
