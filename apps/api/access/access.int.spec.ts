import type { Operation } from '@canbao/http-contract/operation';
import { randomUUID } from 'node:crypto';

import type { Role } from '@canbao/domain/campaign/role';
import { roles } from '@canbao/domain/campaign/role';
import { startOf, shanghaiDate } from '@canbao/domain/shanghai-date';

import { operations } from '../contract.ts';
import { openedCampaign, type ScratchApi, scratchApi } from '../scratch-api.ts';

/** An account of each role; of those with a unit, one inside township 101, village 01, and one outside. */
const inside: { readonly [R in Role]: string | null } = {
  'county-coordinator': 'u_coordinator_1',
  'township-office': 'u_office_101',
  'health-centre': 'u_health_101',
  'village-committee': 'u_committee_101_01',
  agent: 'u_agent_101_01_1',
  'tax-branch': 'u_tax_101',
  'bank-clerk': 'u_bank_1',
  'insurance-bureau': 'u_insurance_1',
  'sponsor-department': 'u_sponsor_civil_affairs',
  'finance-bureau': 'u_finance_1',
  supervisor: 'u_supervisor_1',
  auditor: 'u_auditor_1',
  'discipline-inspector': 'u_inspector_1',
  payer: null,
};
const outside: { readonly [R in Role]?: string } = {
  'township-office': 'u_office_102',
  'health-centre': 'u_health_102',
  'village-committee': 'u_committee_102_01',
  'tax-branch': 'u_tax_102',
};
const notFound = '/problems/access/not-found';

let api: ScratchApi;
beforeAll(async () => {
  api = await scratchApi();
  await api.given(openedCampaign(startOf(shanghaiDate('2019-09-16'))));
});
afterAll(() => api.drop());

const pathOf = (path: string): string =>
  path
    .replace(':township', '101')
    .replace(':village', '01')
    .replace(':account', '101')
    .replace(':code', 'K7M4P')
    .replace(/:(registration|approvalId)/, '01a20cb2-ba26-7407-ae8f-5e8a45bfb501')
    .replace(/:\w+/, '0123456789abcdef');

/** A command with a field that nobody knows, or an empty file: access is decided before it is looked at, nothing is done. */
const call = (account: string | null, { method, path, takesFile }: Pick<Operation, 'method' | 'path' | 'takesFile'>) =>
  method === 'POST'
    ? api.post(account, pathOf(path), takesFile === true ? Buffer.alloc(0) : { nobodyKnows: 1 })
    : api.get(account, pathOf(path));

const asked = operations.filter(({ operation }) => operation.method !== 'DELETE' && operation.isStream !== true);

describe('R-201, R-202, T41: over HTTP, every operation for every role, inside and outside the unit', () => {
  test.each(asked.map(({ name, operation }) => [name, operation] as const))('%s', async (_, operation) => {
    const isPublic = operation.roles === 'public';
    if (!isPublic) expect(await call(null, operation)).toMatchObject({ status: 401 });
    for (const role of roles) {
      const account = inside[role];
      if (account === null || isPublic) continue;
      const answer = await call(account, operation);
      const isListed = operation.roles === 'signed-in' || operation.roles.includes(role);
      const isCounty = operation.scope !== 'county' || !/_\d/.test(account.replace(/_[12]$/, ''));
      if (!isListed) expect([role, answer.body['type']]).toStrictEqual([role, '/problems/access/other-role']);
      else if (!isCounty) expect([role, answer.body['type']]).toStrictEqual([role, notFound]);
      else if (operation.takesFile === true) expect([role, answer.status]).toStrictEqual([role, 422]);
      else if (operation.method === 'POST') expect([role, answer.status]).toStrictEqual([role, 400]);
      else if (operation.scope !== 'object')
        expect([role, [200, 400, 503]]).toStrictEqual([role, expect.arrayContaining([answer.status])]);
      const other = outside[role];
      if (isListed && other !== undefined && (operation.scope === 'township' || operation.scope === 'village')) {
        expect([role, (await call(other, operation)).body['type']]).toStrictEqual([role, notFound]);
      }
    }
  });

  test('live updates are for people who signed in', async () => {
    expect(await api.get(null, '/api/live')).toMatchObject({ status: 401 });
  });
});

describe('what is of another unit is not found, in the words of what is not there', () => {
  test.each([
    ['a township page', 'u_office_101', '/api/townships/102', '/api/townships/999'],
    ['a screening queue', 'u_health_101', '/api/townships/102/screening', '/api/townships/998/screening'],
    [
      'a gate',
      'u_office_101',
      '/api/campaign/gate?phase=mobilize&township=102',
      '/api/campaign/gate?phase=mobilize&township=997',
    ],
  ])('%s', async (_, account, ofAnother, ofNobody) => {
    const [one, other] = [await api.get(account, ofAnother), await api.get(account, ofNobody)];
    expect(one).toMatchObject({ status: 404, body: { type: notFound } });
    expect(one.body).toStrictEqual(other.body);
  });

  test('lists hold the caller’s own units only', async () => {
    const { body } = await api.get('u_office_101', '/api/townships');
    expect(body['townships']).toMatchObject([{ code: '101' }]);
    const bank = await api.get('u_tax_102', '/api/bank');
    expect(bank.body['accounts']).toMatchObject([{ account: '102' }]);
  });
});

describe('a command asked for by another site', () => {
  test('is refused, whoever is signed in', async () => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      payload: '{}',
    });
    expect(answer.json()).toMatchObject({ status: 403, type: '/problems/access/cross-site' });
  });

  test('a form cannot send one', async () => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/campaign/pause',
      headers: { 'content-type': 'text/plain' },
      payload: '{}',
    });
    expect(answer.json()).toMatchObject({ status: 415 });
  });
});
