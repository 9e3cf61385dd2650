import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const argon2id = promisify(argon2);

/** Cost of a verification: memory in KiB, passes, lanes. It stands in every hash, so it may be raised later. */
export type PasswordCost = { readonly memoryKib: number; readonly passes: number; readonly lanes: number };

export const passwordCosts = {
  /** 19 MiB, two passes: 15 ms off the event loop (measured). */
  earnest: { memoryKib: 19_456, passes: 2, lanes: 1 },
  /** Made-up accounts, whose passwords are printed anyway: some hundreds are opened within a second. */
  rehearsal: { memoryKib: 256, passes: 1, lanes: 1 },
} as const satisfies Record<string, PasswordCost>;

const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** PHC text of a password under a fresh salt: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. */
export async function passwordHash(password: string, cost: PasswordCost): Promise<string> {
  const salt = randomBytes(16);
  const tag = await tagOf(password, salt, cost);
  const { memoryKib, passes, lanes } = cost;
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** Whether the password belongs to the hash. Throws for a text that is no hash of ours. */
export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const parts = PHC.exec(hash);
  if (parts === null) throw new Error('not an argon2id hash');
  const [, memory, passes, lanes, salt, tag] = parts;
  const cost = { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  return timingSafeEqual(await tagOf(password, Buffer.from(salt!, 'base64'), cost), Buffer.from(tag!, 'base64'));
}

const tagOf = (password: string, nonce: Buffer, { memoryKib, passes, lanes }: PasswordCost): Promise<Buffer> =>
  argon2id('argon2id', {
    message: password.normalize('NFC'),
    nonce,
    parallelism: lanes,
    tagLength: TAG_BYTES,
    memory: memoryKib,
    passes,
  });

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
