import { roles } from '@canbao/domain/campaign/role';
import type { Role } from '@canbao/domain/campaign/role';

import { operations } from '../contract.ts';
import type { Caller } from './caller.ts';
import { decideAccess, isAccess } from './decide-access.ts';

const callerOf = (role: Role, unit: string): Caller => ({
  account: 'u_1',
  displayName: '某某',
  grants: [{ role, unit, holder: null }],
});

/** Units at which an operation of this scope lets its roles in, with the parameters of its path. */
const insideOf = {
  county: '411722',
  township: '411722/101',
  village: '411722/101/03',
  own: '411722/101',
  object: '411722/101',
  none: '411722/101',
} as const;
const outsideOf = { county: '411722/101', township: '411722/102', village: '411722/101/04' } as const;
const params = { township: '101', village: '03' };

describe('R-201, R-202, T41: every operation, every role, inside and outside its unit', () => {
  test.each(operations.map(({ name, operation }) => [name, operation] as const))('%s', (_, operation) => {
    for (const role of roles) {
      const isListed =
        operation.roles === 'public' || operation.roles === 'signed-in' || operation.roles.includes(role);
      const inside = decideAccess(operation, callerOf(role, insideOf[operation.scope]), params);
      expect([role, isAccess(inside)]).toStrictEqual([role, isListed]);
      if (!isListed && !isAccess(inside)) expect(inside.type).toBe('/problems/access/other-role');
      if (!isListed || operation.roles === 'public') continue;
      if (operation.scope === 'county' || operation.scope === 'township' || operation.scope === 'village') {
        expect(decideAccess(operation, callerOf(role, outsideOf[operation.scope]), params)).toMatchObject({
          type: '/problems/access/not-found',
        });
      }
    }
  });

  test('nobody signed in gets nothing but what is public', () => {
    for (const { operation } of operations) {
      expect(isAccess(decideAccess(operation, null, params))).toBe(operation.roles === 'public');
    }
  });

  test('somebody without any grant gets nothing that is scoped', () => {
    const bare: Caller = { account: 'u_1', displayName: '某某', grants: [] };
    for (const { operation } of operations) {
      const isForAnybody = operation.roles === 'public' || operation.roles === 'signed-in';
      expect(isAccess(decideAccess(operation, bare, params))).toBe(isForAnybody);
    }
  });
});

describe('R-201 a unit ends at a separator', () => {
  const page = operations.find(({ name }) => name === 'township.page')!.operation;

  test('a grant on 411722/10 does not cover township 101', () => {
    const access = decideAccess(page, callerOf('township-office', '411722/10'), { township: '101' });
    expect(access).toMatchObject({ type: '/problems/access/not-found' });
  });

  test('a grant on the county covers its townships, and the unit is of that county', () => {
    const access = decideAccess(page, callerOf('auditor', '411722'), { township: '101' });
    expect(access).toMatchObject({ unit: '411722/101' });
  });

  test('a village grant does not open its township, in the words of something that is not there', () => {
    const ofVillage = decideAccess(page, callerOf('township-office', '411722/101/03'), { township: '101' });
    const ofNothing = decideAccess(page, callerOf('township-office', '411722/101'), { township: '999' });
    expect(ofVillage).toStrictEqual(ofNothing);
  });

  test.each(['1', '1011', '10a', '..', '101/02'])('%s is no township', (township) => {
    expect(decideAccess(page, callerOf('auditor', '411722'), { township })).toMatchObject({
      type: '/problems/access/not-found',
    });
  });
});
