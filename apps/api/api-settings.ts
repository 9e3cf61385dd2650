import type { SessionLimits } from './access/accounts.ts';

export type ApiSettings = {
  /** Asked each time: a rehearsal's robots rest longer than people may. */
  readonly session: () => SessionLimits;
  /** The console is reached by https: the session's cookie goes by nothing else. */
  readonly isSecure: boolean;
  /** 32 bytes; under it commands are told apart by their body (command-digest.ts). */
  readonly commandKey: Uint8Array;
  /** Where open-rehearsal writes made-up accounts; an installation in earnest has no such file. */
  readonly accountsFile: string;
  /** Folder of the built console; null = only the API is served. */
  readonly consoleFolder: string | null;
};
