import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { dieWithParent } from './die-with-parent.ts';

/** How to start a program that refuses to run as root. */
export type Unprivileged = {
  readonly prefix: readonly string[];
  readonly user?: { readonly uid: number; readonly gid: number };
};

const NOBODY = 65534;

/**
 * Finds out, by trying, how this user can start PostgreSQL: as itself; as root within a user namespace in which it is
 * nobody (files stay root's, a checkout with mode 0700 works); else truly as nobody, to whom the data folder then
 * belongs. Throws with the remedies when nothing works, as in a container without namespaces below a closed folder.
 */
export function unprivileged(postgres: string, dataFolder: string): Unprivileged {
  if (process.getuid?.() !== 0) return { prefix: dieWithParent('INT') };
  const within = ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, 'setpriv', '--pdeathsig=INT', '--'];
  if (spawnSync(within[0] ?? '', [...within.slice(1), postgres, '-V']).status === 0) return { prefix: within };

  chownSync(dataFolder, NOBODY, NOBODY);
  const user = { uid: NOBODY, gid: NOBODY };
  const canDo = (...[command = '', ...args]: string[]) => spawnSync(command, args, { ...user, cwd: '/' }).status === 0;
  if (canDo(postgres, '-V') && canDo('ls', dataFolder)) return { prefix: [], user };
  throw new Error(
    [
      'PostgreSQL refuses to run as root, and neither a user namespace nor the user nobody could start it here:',
      `  ${postgres} on ${dataFolder}`,
      'One of these helps:',
      '  - run the command as an ordinary user',
      '  - set DATABASE_URL to a PostgreSQL that runs already',
      '  - let other users enter the folders above the checkout (chmod o+x), or allow user namespaces',
    ].join('\n'),
  );
}
