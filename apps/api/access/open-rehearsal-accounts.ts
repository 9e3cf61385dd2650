import { randomInt } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';

import type { PolicyPack } from '@canbao/domain/packs/policy-pack';
import type { MadeUpCounty } from '@canbao/domain/rehearsal/made-up-county';
import type { EventLog } from '@canbao/event-log/open-event-log';

import { createAccounts } from './create-accounts.ts';
import { type MadeUpAccount, readMadeUpAccounts } from './made-up-account.ts';
import { passwordCosts, passwordHash } from './password-hash.ts';
import { rehearsalAccounts } from './rehearsal-accounts.ts';

/** No look-alikes: passwords are read from a screen and typed. */
const SYMBOLS = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 10;

/**
 * Opens the made-up accounts of a rehearsal and writes their credentials to `file` (mode 0600), whose presence makes
 * the installation one for rehearsals. Repeated, it keeps the passwords that are in the file.
 */
export async function openRehearsalAccounts(
  log: EventLog,
  file: string,
  pack: PolicyPack,
  county: MadeUpCounty,
): Promise<readonly MadeUpAccount[]> {
  const kept = new Map((await readMadeUpAccounts(file)).map(({ name, password }) => [name, password]));
  const made = rehearsalAccounts(pack, county).map(({ id, displayName, grant, unitName }): MadeUpAccount => {
    const password = kept.get(id) ?? freshPassword();
    return { name: id, password, displayName, unitName, ...grant };
  });
  const accounts = await Promise.all(
    made.map(async ({ name, password, displayName, role, unit, holder }) => ({
      id: name,
      name,
      displayName,
      passwordHash: await passwordHash(password, passwordCosts.rehearsal),
      grants: [{ role, unit, holder }],
    })),
  );
  await createAccounts(log, accounts);
  // Whole or not at all: the API may be reading it.
  await writeFile(`${file}.new`, JSON.stringify({ accounts: made }), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}

const freshPassword = (): string => Array.from({ length: LENGTH }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join('');
