import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROUTE_PATHS, ROUTES } from '../../src/sandbox/route-table.ts';
import { SCOPES } from '../../src/sandbox/scopes.ts';

const fileOf = (path: string, ending: string): string => path.replace(/[/_]/g, '-') + ending;

describe('the table of routes', () => {
  test('src/sandbox/routes has exactly one file for each registered route', () => {
    const files = readdirSync(new URL('../../src/sandbox/routes', import.meta.url));
    expect(files.toSorted()).toEqual(ROUTE_PATHS.map((path) => fileOf(path, '.ts')).toSorted());
  });

  test('every route has a test file of its own', () => {
    const files = readdirSync(new URL('./routes', import.meta.url));
    expect(files.toSorted()).toEqual(ROUTE_PATHS.map((path) => fileOf(path, '.test.ts')).toSorted());
  });

  test('the routes are the ones that membership needs', () => {
    expect(ROUTE_PATHS.toSorted()).toEqual([
      'auth/token/revoke',
      'team/get_info',
      'team/groups/create',
      'team/groups/delete',
      'team/groups/get_info',
      'team/groups/job_status/get',
      'team/groups/list',
      'team/groups/list/continue',
      'team/groups/members/add',
      'team/groups/members/list',
      'team/groups/members/list/continue',
      'team/groups/members/remove',
      'team/members/add/job_status/get_v2',
      'team/members/add_v2',
      'team/members/delete_former_member_files',
      'team/members/get_available_team_member_roles',
      'team/members/get_info_v2',
      'team/members/list/continue_v2',
      'team/members/list_v2',
      'team/members/move_former_member_files',
      'team/members/move_former_member_files/job_status/check',
      'team/members/recover',
      'team/members/remove',
      'team/members/remove/job_status/get',
      'team/members/send_welcome_email',
      'team/members/set_admin_permissions_v2',
      'team/members/set_profile_v2',
      'team/members/suspend',
      'team/members/unsuspend',
      'team/token/get_authenticated_admin',
    ]);
  });

  test('recovering and removing need members.delete, other writes those of members or of groups', () => {
    const scopes = new Map(ROUTES.map(({ path, scope }) => [path, scope]));
    expect(scopes.get('team/members/recover')).toBe('members.delete');
    expect(scopes.get('team/members/remove')).toBe('members.delete');
    expect(scopes.get('team/members/suspend')).toBe('members.write');
    expect(scopes.get('team/members/move_former_member_files')).toBe('members.write');
    expect(scopes.get('team/groups/members/add')).toBe('groups.write');
    expect(scopes.get('team/groups/job_status/get')).toBe('groups.write');
    expect(scopes.get('team/groups/members/list')).toBe('groups.read');
    expect(scopes.get('auth/token/revoke')).toBeNull();
    expect(SCOPES.filter((scope) => ![...scopes.values()].includes(scope))).toEqual([]);
  });
});
