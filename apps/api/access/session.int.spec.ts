import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

import { type ScratchApi, scratchApi } from '../scratch-api.ts';

let api: ScratchApi;
beforeAll(async () => {
  api = await scratchApi();
});
afterAll(() => api.drop());

const signIn = (name: string, password: string) => api.post(null, '/api/session', { name, password });
const withCookie = (cookie: string, method: 'GET' | 'DELETE' = 'GET') =>
  api.app.inject({ method, url: '/api/session', headers: { cookie } });
async function passwordOf(account: string): Promise<string> {
  const { body } = await api.get(null, '/api/made-up-accounts');
  const accounts = body['accounts'] as readonly { readonly name: string; readonly password: string }[];
  return accounts.find(({ name }) => name === account)!.password;
}

test('sign-in gives an HttpOnly, SameSite cookie, and says who one is and where', async () => {
  const answer = await signIn('u_agent_101_01_1', await passwordOf('u_agent_101_01_1'));
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ name: 'u_agent_101_01_1', grants: [{ role: 'agent', holder: '101-01-1' }] });
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(/^canbao_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=28800$/);
  expect((await withCookie(cookie.split(';')[0]!)).json()).toMatchObject({ name: 'u_agent_101_01_1' });
});

test('a name that nobody has and a wrong password get the same answer', async () => {
  const [unknown, wrong] = [await signIn('u_nobody', 'x'), await signIn('u_auditor_1', 'x')];
  expect(unknown.status).toBe(401);
  expect(unknown.body).toStrictEqual(wrong.body);
  expect(unknown.headers['set-cookie']).toBeUndefined();
});

test('failures slow the name down, they do not lock it, and another name is not touched', async () => {
  for (let i = 0; i < 4; i++) expect((await signIn('u_bank_1', `wrong ${i}`)).status).toBe(401);
  const slowed = await signIn('u_bank_1', await passwordOf('u_bank_1'));
  expect(slowed).toMatchObject({ status: 429, body: { type: '/problems/access/slow-down' } });
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
  expect((await signIn('u_finance_1', await passwordOf('u_finance_1'))).status).toBe(200);
});

test('signing out ends the session at once, and a made-up cookie opens none', async () => {
  const { headers } = await signIn('u_auditor_1', await passwordOf('u_auditor_1'));
  const cookie = String(headers['set-cookie']).split(';')[0]!;
  expect((await withCookie(cookie, 'DELETE')).statusCode).toBe(200);
  expect((await withCookie(cookie)).statusCode).toBe(401);
  expect((await withCookie(`canbao_session=${'A'.repeat(43)}`)).statusCode).toBe(401);
});

test('a session idles out', async () => {
  const { headers } = await signIn('u_supervisor_1', await passwordOf('u_supervisor_1'));
  const cookie = String(headers['set-cookie']).split(';')[0]!;
  await api.parts.log.pool.query(`update access.session set created_at = now() - interval '1 hour',
    last_seen_at = now() - interval '16 minutes' where account = 'u_supervisor_1'`);
  expect((await withCookie(cookie)).statusCode).toBe(401);
});

test('a grant that was withdrawn is gone with the next request', async () => {
  const { headers } = await signIn('u_inspector_1', await passwordOf('u_inspector_1'));
  const cookie = String(headers['set-cookie']).split(';')[0]!;
  await api.parts.log.pool.query(
    `update access.access_grant set valid_until = clock_timestamp() where account = 'u_inspector_1'`,
  );
  expect((await withCookie(cookie)).json()).toMatchObject({ grants: [] });
  const { statusCode } = await api.app.inject({ url: '/api/audit/identities', headers: { cookie } });
  expect(statusCode).toBe(403);
});

test('neither token nor password stands in the database, and the file of made-up accounts is its owner’s only', async () => {
  const { rows } = await api.parts.log.pool.query<{ text: string }>(
    `select string_agg(t::text, ' ') as text from (select * from access.account) t`,
  );
  expect(rows[0]!.text).not.toContain(await passwordOf('u_auditor_1'));
  expect(rows[0]!.text).toContain('$argon2id$');
  expect((await stat(api.parts.settings.accountsFile)).mode & 0o777).toBe(0o600);
  expect(await readFile(api.parts.settings.accountsFile, 'utf8')).toContain('u_auditor_1');
});

test('the answers of people who signed in are not kept by anybody on the way', async () => {
  const answer = await api.post(null, '/api/session', { name: 'x', password: 'y' }, randomUUID());
  expect(answer.headers['cache-control']).toBe('no-store');
});
