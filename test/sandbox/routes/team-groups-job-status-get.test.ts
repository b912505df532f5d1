import { expect, test } from 'vitest';
import { addTo, byName, IRIS } from '../grouping.ts';
import { refusalOf, startRig, type Rig } from '../helpers.ts';

async function deleteAsJob(rig: Rig, fault: object): Promise<string> {
  await rig.control('POST', 'faults', { route: 'team/groups/delete', ...fault });
  const { result } = await rig.dbx.teamGroupsDelete(byName(rig, 'Sales'));
  if (result['.tag'] !== 'async_job_id') throw new Error(`answered ${result['.tag']}`);
  return result.async_job_id;
}

const namesOf = ({ sandbox }: Rig): string[] => sandbox.snapshot().groups.map(({ name }) => name);

test('a deletion as a job is in progress for as many polls as asked for, and then done', async () => {
  const rig = await startRig();
  const id = await deleteAsJob(rig, { async: 1 });
  const poll = async () => (await rig.dbx.teamGroupsJobStatusGet({ async_job_id: id })).result['.tag'];
  expect(await poll()).toBe('in_progress');
  expect(namesOf(rig)).toContain('Sales');
  expect(await poll()).toBe('complete');
  expect(namesOf(rig)).not.toContain('Sales');
});

test('a deletion whose group is gone by then completes all the same', async () => {
  const rig = await startRig();
  const id = await deleteAsJob(rig, { async: 0 });
  await rig.control('POST', 'groups', { delete: 'Sales' });
  expect((await rig.dbx.teamGroupsJobStatusGet({ async_job_id: id })).result['.tag']).toBe('complete');
  expect(rig.sandbox.snapshot().counters.groupsDeleted).toBe(0);
});

test('a deletion that fails is internal_error, and nothing is deleted', async () => {
  const rig = await startRig();
  const id = await deleteAsJob(rig, { job: 'failed' });
  expect(await refusalOf(rig.dbx.teamGroupsJobStatusGet({ async_job_id: id }))).toBe('internal_error');
  expect(namesOf(rig)).toContain('Sales');
});

test('what a change of members answers is the id of no job', async () => {
  const rig = await startRig();
  const { async_job_id: id } = (await addTo(rig, 'Sales', IRIS)).result;
  expect(await refusalOf(rig.dbx.teamGroupsJobStatusGet({ async_job_id: id }))).toBe('invalid_async_job_id');
});
