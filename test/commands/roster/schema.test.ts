import { expect, test } from 'vitest';
import { rehearse } from '../../helpers/rehearsal.ts';

test('the schema is printed alone, or as the data of a document', async () => {
  const here = await rehearse();
  const { stdout } = await here.run('roster schema');
  const schema: unknown = JSON.parse(stdout);
  expect(schema).toMatchObject({ title: 'Roster of teamsync' });
  expect((await here.ask('roster schema')).data).toEqual({ schema });
});
