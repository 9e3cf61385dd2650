/** A file of the repository, as the rules see it. */
export type TidyFile = { readonly path: string; readonly text: string };

/** What a rule has to say about a file: what to write instead; undefined if all is well. */
export type TidyRule = { readonly name: string; readonly complaint: (file: TidyFile) => string | undefined };

const FORBIDDEN = new Set(
  'util utils helper helpers common shared misc manager managers service services base impl core type types constant constants dto dtos'.split(
    ' ',
  ),
);

// A file without a role is a value named after what it exports.
const ROLES: Record<string, readonly string[]> = {
  'libs/domain': ['events', 'commands', 'decider', 'problems'],
  'libs/projections': ['projection', 'query'],
  'libs/connectors': ['connector', 'client', 'codec'],
  'libs/http-contract': ['contract'],
  activities: ['activities'],
  workflows: ['workflow', 'messages', 'converter'],
  'apps/api': ['controller', 'module', 'filter'],
  'apps/counterparts': ['controller', 'module'],
  'apps/console': ['page'],
  'test/benchmark': ['benchmark'],
};
const ROLES_EVERYWHERE = ['internal', 'spec', 'int'];

const isSource = (path: string): boolean => /\.[cm]?tsx?$/.test(path);
// What a tool or a process insists on: configuration, entries, declarations, the one bundle.
const isEntry = (path: string): boolean =>
  /(^|[./])main\.tsx?$|\.config\.[cm]?[jt]s$|\.d\.ts$|^workflows\/index\.ts$/.test(path);
const isSpec = (path: string): boolean => /\.spec\.tsx?$/.test(path);
const nameOf = (path: string): string => path.split('/').at(-1) ?? path;
const rolesIn = (path: string): string[] =>
  nameOf(path)
    .replace(/\.[cm]?[jt]sx?$/, '')
    .split('.')
    .slice(1);

function homeOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'apps' || first === 'libs' || `${first}/${second}` in ROLES ? `${first}/${second}` : first;
}

/** The names that a file exports, values and types alike. */
export function exportedNames(text: string): string[] {
  const declared = text.matchAll(
    /^export (?:declare )?(?:async |abstract )*(?:function\*?|const|let|class|type|interface) (\w+)/gm,
  );
  const listed = text.matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  const names = [...listed].flatMap(([, list = '']) =>
    list.split(',').map((entry) => entry.trim().split(/\s+/).at(-1) ?? ''),
  );
  return [...[...declared].map(([, name = '']) => name), ...names].filter(Boolean);
}

const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export const tidyRules: readonly TidyRule[] = [
  {
    name: 'at most three folders above a file',
    complaint: ({ path }) => {
      const folders = path.split('/').slice(0, -1);
      return folders.length > 3 ? `move it up: ${folders.slice(0, 3).join('/')}/${nameOf(path)}` : undefined;
    },
  },
  {
    name: 'no drawer words in a path',
    complaint: ({ path }) => {
      // The root holds what tools insist on (tsconfig.base.json).
      if (!path.includes('/')) return undefined;
      const words = path.toLowerCase().split(/[/._-]/);
      const word = words.find((candidate) => FORBIDDEN.has(candidate));
      return word
        ? `"${word}" says nothing: name it as the county clerk would, after the one thing that it does`
        : undefined;
    },
  },
  {
    name: 'roles are a closed list per folder',
    complaint: ({ path }) => {
      if (!isSource(path) || isEntry(path)) return undefined;
      const allowed = ROLES[homeOf(path)] ?? [];
      const strange = rolesIn(path).find((role) => !allowed.includes(role) && !ROLES_EVERYWHERE.includes(role));
      const list = [...allowed, 'internal', 'spec', 'int.spec'].join(', ');
      return strange
        ? `".${strange}" is no role of ${homeOf(path)}: use one of ${list}, or none and name the file after its value`
        : undefined;
    },
  },
  {
    name: 'a file exports its own name',
    complaint: ({ path, text }) => {
      if (!isSource(path) || isEntry(path) || isSpec(path)) return undefined;
      const stem = nameOf(path)
        .replace(/\.[cm]?tsx?$/, '')
        .replace(/\.internal$/, '');
      // `bag.events.ts` holds the union BagEvent, `bag.commands.ts` BagCommand.
      const own = letters(stem.replace(/\.(event|command)s$/, '.$1'));
      const names = exportedNames(text);
      // run-benchmark.ts calls what it finds there by one name.
      if (stem.endsWith('.benchmark') && names.includes('benchmark')) return undefined;
      if (names.some((name) => letters(name) === own)) return undefined;
      const camel = stem
        .replace(/\.(event|command)s$/, '.$1')
        .replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());
      return `export ${camel} (or the type of that name), or rename the file after one of: ${names.join(', ') || '(it exports nothing)'}`;
    },
  },
  {
    name: 'no index.ts but the one of the workflow bundle',
    complaint: ({ path }) =>
      /^index\.[cm]?[jt]sx?$/.test(nameOf(path)) && path !== 'workflows/index.ts'
        ? 'import the file itself; what is here belongs into a file named after it'
        : undefined,
  },
  {
    name: 'no work that only a comment knows of',
    complaint: ({ path, text }) => {
      if (!/\.([cm]?[jt]sx?|sql|css)$/.test(path) || /^test\/tidy/.test(path)) return undefined;
      const line = text.split('\n').findIndex((candidate) => /\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d)/.test(candidate));
      return line < 0 ? undefined : `line ${line + 1}: do it, or name the issue: TODO #12`;
    },
  },
  {
    name: 'nothing of one machine',
    complaint: ({ path, text }) => {
      if (/^test\/tidy|package-lock\.json$/.test(path)) return undefined;
      const line = text.split('\n').findIndex((candidate) => /(?<![\w/.])\/(home|root|work|Users)\/\w/.test(candidate));
      return line < 0 ? undefined : `line ${line + 1}: take the path from an option, the environment or import.meta`;
    },
  },
];
