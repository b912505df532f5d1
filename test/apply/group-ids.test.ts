import { describe, expect, test } from 'vitest';
import { createGroupIds, NoGroupError } from '../../src/apply/group-ids.ts';
import type { GroupChange } from '../../src/plan/change.ts';
import { LostAnswerError, RequestRefusedError, UnavailableError } from '../../src/errors.ts';
import { FakeTeam, type Trick } from '../helpers/fake-team.ts';
import { join, joinNew, leave } from './changes.ts';
import { surroundings, type Stage } from './surroundings.ts';

const LOST = new LostAnswerError('lost_answer', 'Lost.');
const DOWN = new UnavailableError('dropbox_unavailable', 'Down.');
const ALL_WAITS = [1000, 2000, 4000, 8000, 15_000, 30_000];
const NEW = joinNew('a@x.org', 'New');

interface Sought {
  /** The id, or what was thrown instead. */
  id: unknown;
  /** Calls that read or made groups. */
  methods: string[];
  team: FakeTeam;
  outside: Stage;
}

async function seek(
  change: GroupChange,
  trick: Trick | null = null,
  prepare: (team: FakeTeam, outside: Stage) => void = () => undefined,
): Promise<Sought> {
  const team = new FakeTeam(trick === null ? {} : { New: trick });
  const outside = surroundings(team);
  prepare(team, outside);
  const id: unknown = await createGroupIds(outside)
    .of(change)
    .catch((error: unknown) => error);
  return { id, methods: team.calls.map(({ method }) => method), team, outside };
}

test.each([join('a@x.org', 'Eng'), leave('a@x.org', 'Eng')])(
  'a group with an id needs no call: $id',
  async (change) => {
    expect(await seek(change)).toMatchObject({ id: 'g:Eng', methods: [] });
  },
);

test('a group without an id is created', async () => {
  expect(await seek(NEW)).toMatchObject({ id: 'g:New', methods: ['listGroups', 'createGroup'] });
});

test('one that exists by now, under exactly this name, is used', async () => {
  const { id, methods } = await seek(NEW, null, (team) => {
    team.found('new');
    team.found('New');
  });
  expect({ id, methods }).toEqual({ id: 'g:New', methods: ['listGroups'] });
  const other = await seek(NEW, null, (team) => {
    team.found('new');
  });
  expect(other.methods).toEqual(['listGroups', 'createGroup']);
});

test.each(['user', 'system', 'other'] as const)(
  'one that has appeared since and is %s-managed is left alone',
  async (management) => {
    const { id, methods } = await seek(NEW, null, (team) => {
      team.found('New').management = management;
    });
    expect(methods).toEqual(['listGroups']);
    expect(id).toBeInstanceOf(NoGroupError);
    expect(id).toMatchObject({ stops: false, reason: { code: 'group_not_company_managed' } });
  },
);

test('a group is looked for and created once in a run, whoever needs it, and each group for itself', async () => {
  const team = new FakeTeam();
  const ids = createGroupIds(surroundings(team));
  const all = [NEW, joinNew('b@x.org', 'New'), joinNew('b@x.org', 'Ops')].map((change) => ids.of(change));
  expect(await Promise.all(all)).toEqual(['g:New', 'g:New', 'g:Ops']);
  expect(team.log.sort()).toEqual(['createGroup New', 'createGroup Ops']);
});

describe('a group whose creation is refused', () => {
  test('because somebody else has created it just now is that one', async () => {
    const trick: Trick = { kind: 'refused', code: 'group_name_already_used', executed: true };
    expect(await seek(NEW, trick)).toMatchObject({
      id: 'g:New',
      methods: ['listGroups', 'createGroup', 'listGroups'],
    });
  });

  test.each([
    ['group_name_already_used', ['listGroups', 'createGroup', 'listGroups']],
    ['group_name_invalid', ['listGroups', 'createGroup']],
  ])('as %s without there being one cannot be had, and nothing else stops', async (code, methods) => {
    const sought = await seek(NEW, { kind: 'refused', code });
    expect(sought.id).toBeInstanceOf(NoGroupError);
    expect(sought).toMatchObject({ id: { reason: { code }, stops: false }, methods });
    expect(sought.outside.waits).toEqual([]);
  });

  test('is refused to the next who need it without another call', async () => {
    const team = new FakeTeam({ New: { kind: 'refused', code: 'group_name_invalid' } });
    const ids = createGroupIds(surroundings(team));
    await expect(ids.of(NEW)).rejects.toBeInstanceOf(NoGroupError);
    await expect(ids.of(joinNew('b@x.org', 'New'))).rejects.toBeInstanceOf(NoGroupError);
    expect(team.log).toEqual(['createGroup New']);
  });
});

describe('a group whose creation is never answered', () => {
  const lost = (fields: Partial<Trick> = {}): Trick => ({ kind: 'throws', error: LOST, ...fields }) as Trick;

  test.each([0, 1, 3, 6])('and that was created is found, at a lag of %i', async (lag) => {
    const { id, team, outside } = await seek(NEW, lost({ executed: true }), (one) => {
      one.onCall = ({ method }) => {
        if (method === 'createGroup') one.groupLag = lag;
      };
    });
    expect(id).toBe('g:New');
    expect(team.effects).toEqual(['createGroup New']);
    expect(outside.waits).toEqual(ALL_WAITS.slice(0, lag));
  });

  test('and that does not show for a minute is created once more', async () => {
    const { id, team, outside } = await seek(NEW, lost({ times: 1 }));
    expect(id).toBe('g:New');
    expect(team.log).toEqual(['createGroup New', 'createGroup New']);
    expect(outside.waits).toEqual(ALL_WAITS);
  });

  test('and that shows only when the second creation is refused is that one', async () => {
    const { id, team } = await seek(NEW, lost({ times: 1, executed: true }), (one) => {
      // The look before the creation, and all those after it.
      one.groupLag = 8;
    });
    expect(id).toBe('g:New');
    expect(team.effects).toEqual(['createGroup New']);
  });

  test('twice cannot be had, and nothing else stops', async () => {
    const { id, team } = await seek(NEW, lost());
    expect(id).toMatchObject({ name: 'NoGroupError', reason: LOST, stops: false });
    expect(team.log).toEqual(['createGroup New', 'createGroup New']);
  });

  test('is not created again after an interrupt', async () => {
    const { id, team, outside } = await seek(NEW, lost(), (one, stage) => {
      one.onCall = ({ method }) => {
        if (method === 'createGroup') stage.interrupt('SIGINT');
      };
    });
    expect(id).toMatchObject({ reason: { code: 'interrupted' }, stops: true });
    expect(team.log).toEqual(['createGroup New']);
    expect(outside.waits).toEqual([]);
  });
});

describe('what stops the run', () => {
  test.each([DOWN, LOST, new RequestRefusedError('some_refusal', 'No.')])(
    'is that the groups cannot be read before anything is sent: $code',
    async (error) => {
      const { id, methods } = await seek(NEW, null, (team) => {
        team.groupErrors.push(error);
      });
      expect(id).toMatchObject({ reason: error, stops: true });
      expect(methods).toEqual(['listGroups']);
    },
  );

  test('is that the groups cannot be read after a lost answer', async () => {
    const { id, methods } = await seek(NEW, { kind: 'throws', error: LOST }, (team) => {
      team.onCall = ({ method }) => {
        if (method === 'createGroup') team.groupErrors.push(DOWN);
      };
    });
    expect(id).toMatchObject({ reason: DOWN, stops: true });
    expect(methods).toEqual(['listGroups', 'createGroup', 'listGroups']);
  });

  test.each([DOWN, new TypeError('undefined is not a function')])(
    'is any other error of the creation: $name',
    async (error) => {
      const { id, methods } = await seek(NEW, { kind: 'throws', error });
      expect(id).toMatchObject({ stops: true });
      expect(methods).toEqual(['listGroups', 'createGroup']);
    },
  );
});
