import { z } from 'zod';

import { roleSchema } from './role-schema.ts';
import { operation } from './operation.ts';

const grant = z.object({ role: roleSchema, unit: z.string(), unitName: z.string(), holder: z.string().nullable() });
const session = z.object({ name: z.string(), displayName: z.string(), grants: z.array(grant) });

/** Sign-in: an HttpOnly cookie `canbao_session`. A wrong name and a wrong password get the same answer. */
export const sessionContract = {
  signIn: operation({
    method: 'POST',
    path: '/api/session',
    summary: '登录 sign in',
    roles: 'public',
    scope: 'none',
    body: z.strictObject({ name: z.string().min(1).max(60), password: z.string().min(1).max(200) }),
    answer: session,
  }),
  current: operation({
    method: 'GET',
    path: '/api/session',
    summary: '当前用户 who am I',
    roles: 'signed-in',
    scope: 'none',
    answer: session,
  }),
  signOut: operation({
    method: 'DELETE',
    path: '/api/session',
    summary: '退出 sign out',
    roles: 'signed-in',
    scope: 'none',
    answer: z.object({}),
  }),
  /** Made-up accounts with their passwords; answers an empty list outside a rehearsal. */
  madeUpAccounts: operation({
    method: 'GET',
    path: '/api/made-up-accounts',
    summary: '演练账号 made-up accounts of a rehearsal',
    roles: 'public',
    scope: 'none',
    answer: z.object({
      accounts: z.array(
        z.object({
          name: z.string(),
          password: z.string(),
          displayName: z.string(),
          role: roleSchema,
          unit: z.string(),
          unitName: z.string(),
          holder: z.string().nullable(),
        }),
      ),
    }),
  }),
};
