/**
 * Structure and shape. Who may import whom is one table, `layers`; the rules that need types are oxlint's.
 * The Nx rule reads the project graph: without `nx graph --file=.nx/graph.json` before it, it is skipped in silence.
 */
import nx from '@nx/eslint-plugin';
import jsdoc from 'eslint-plugin-jsdoc';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const may = (tag, layers, npm) => ({
  sourceTag: `layer:${tag}`,
  onlyDependOnLibsWithTags: [tag, ...layers].map((layer) => `layer:${layer}`),
  ...(npm && { allowedExternalImports: npm }),
});

const nest = ['@nestjs/*', 'reflect-metadata', 'rxjs'];
const layers = [
  may('domain', [], []),
  may('event-log', [], ['kysely', 'pg', 'pg-copy-streams']),
  may('vault', ['event-log'], ['kysely']),
  may('transparency', [], []),
  may('projections', ['domain', 'event-log'], ['kysely']),
  may('connectors', ['domain'], ['csv-parse', 'csv-parse/*', 'hucre', 'hucre/*']),
  may('http-contract', ['domain'], ['zod']),
  may('workflows', ['domain', 'activities'], ['@temporalio/workflow', '@temporalio/common']),
  may(
    'activities',
    ['domain', 'event-log', 'vault', 'projections', 'connectors'],
    ['@temporalio/activity', '@temporalio/common'],
  ),
  may(
    'api',
    ['domain', 'event-log', 'vault', 'projections', 'http-contract', 'workflows', 'connectors'],
    [...nest, '@temporalio/client', '@temporalio/common', '@fastify/static', 'pino', 'zod'],
  ),
  may(
    'worker',
    ['domain', 'workflows', 'activities', 'projections', 'connectors', 'vault', 'event-log'],
    ['@temporalio/worker', '@temporalio/common', 'pino'],
  ),
  may('projector', ['projections', 'event-log', 'domain', 'transparency'], ['kafkajs', 'pino']),
  may(
    'console',
    ['http-contract', 'domain'],
    [
      ...['react', 'react-dom', 'react-dom/*', 'react-router', '@tanstack/react-query', 'zod'],
      ...['antd', 'antd/*', '@ant-design/icons', 'echarts', 'echarts/*', 'vite', '@vitejs/plugin-react'],
    ],
  ),
  may(
    'cli',
    ['http-contract', 'domain', 'event-log', 'projections', 'transparency', 'workflows', 'infra'],
    ['commander', '@temporalio/client', '@temporalio/common'],
  ),
  may('counterparts', ['domain', 'connectors'], [...nest, 'pg', 'pino']),
  may('rehearsal', ['http-contract', 'domain'], ['hucre/*']),
  may('infra', ['event-log'], ['pg', '@temporalio/testing']),
  { sourceTag: 'layer:test', onlyDependOnLibsWithTags: ['*'] },
];
// A spec may use what its layer may not: a test server, a generator of cases.
const layersOfSpecs = layers.map(({ sourceTag, onlyDependOnLibsWithTags }) => ({
  sourceTag,
  onlyDependOnLibsWithTags,
}));

// The Nx rule does not see the modules of Node.
const noNode = (why, allowed = []) => ({
  paths: builtinModules
    .filter((name) => !allowed.includes(name))
    .flatMap((name) => [name, `node:${name}`])
    .map((name) => ({ name, message: why })),
});

const house = [
  { selector: 'ExportAllDeclaration', message: 'Name what you export.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
  {
    selector: ":matches(ClassDeclaration, ClassExpression)[superClass]:not([superClass.name='Error'])",
    message: 'No base classes: pass functions.',
  },
];
const pure = [
  { selector: 'SwitchCase[test=null]', message: 'No default: let the compiler find the case you forgot.' },
  {
    selector:
      "MemberExpression[object.name='Date'][property.name='now'], NewExpression[callee.name='Date'][arguments.length=0], MemberExpression[object.name='Math'][property.name='random']",
    message: 'Take time and chance as arguments.',
  },
  { selector: 'ClassDeclaration, ClassExpression', message: 'The domain has values and functions, no classes.' },
];

const PREDICATE =
  ":matches(CallExpression[callee.property.name='condition'], CallExpression[callee.name='condition']) > ArrowFunctionExpression";
const replayed = [
  {
    selector: "Property[key.name='validator'] > :matches(ArrowFunctionExpression, FunctionExpression)[async=true]",
    message: 'An async validator wedges the workflow when it throws, and breaks replay when it sleeps.',
  },
  {
    selector: "ThrowStatement > NewExpression[callee.name='Error']",
    message: 'A plain Error wedges the workflow: throw refuse(type, detail), an ApplicationFailure.',
  },
  {
    selector:
      'MemberExpression[property.name=/^([gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)|getTimezoneOffset|toLocale(Date|Time)?String|toDateString|toTimeString)$/]',
    message: "Depends on the worker's time zone: use epoch ms and campaign-clock.",
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length>1]",
    message: "Depends on the worker's time zone: use epoch ms.",
  },
  {
    selector:
      "CallExpression[callee.object.name='Promise'][callee.property.name='race'] :matches(CallExpression[callee.name='sleep'], CallExpression[callee.property.name='sleep'])",
    message: 'Leaves the timer ringing: use condition(predicate, ms), which cancels it.',
  },
  {
    selector: `${PREDICATE} :matches(CallExpression[callee.property.name='workflowInfo'], CallExpression[callee.name='workflowInfo'], MemberExpression[object.name='Date'][property.name='now'])`,
    message: 'A predicate reads our own state only: a refused update evaluates it once more, and replay does not.',
  },
];

const limits = {
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
};

export default [
  { ignores: ['**/dist/**', '.nx/**', '.canbao/**', '.jest-cache/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx, jsdoc },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { banTransitiveDependencies: true, depConstraints: layers }],
      ...limits,
      'jsdoc/informative-docs': 'error',
      'no-restricted-syntax': ['error', ...house],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['libs/domain/**'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...house, ...pure],
      '@typescript-eslint/no-restricted-imports': ['error', noNode('The domain imports nothing.')],
    },
  },
  {
    files: ['libs/http-contract/**', 'apps/console/**'],
    ignores: ['**/*.spec.ts', '**/*.config.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', noNode('This runs in the browser.')] },
  },
  {
    files: ['libs/transparency/**'],
    ignores: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        noNode('The verifier runs alone: node:crypto and nothing else.', ['crypto']),
      ],
    },
  },
  {
    files: ['workflows/**'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...house, ...replayed],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          ...noNode('Workflows are replayed.'),
          patterns: [
            {
              group: ['@canbao/activities/*'],
              allowTypeImports: true,
              message: 'Workflows know activities by type only.',
            },
          ],
        },
      ],
    },
  },
  // The codec runs beside the sandbox, in client and worker; it is never replayed.
  { files: ['workflows/codec/**'], rules: { 'no-restricted-syntax': ['error', ...house] } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // Uploaded files are read where they arrive; outside parties are called by activities only.
  {
    files: ['apps/api/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^@canbao/connectors/(?!files/)', message: 'Outside parties are called by activities.' }],
        },
      ],
    },
  },
  // What a component returns is markup, a line per attribute. Workflows, activities, lanes and harnesses are a state and the
  // functions around it: they are read one function at a time.
  {
    files: ['**/*.tsx', 'workflows/**/*.ts', 'activities/**/*.activities.ts', 'libs/event-log/**', 'test/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      'max-lines': ['error', 600],
      'max-lines-per-function': 'off',
      '@nx/enforce-module-boundaries': ['error', { depConstraints: layersOfSpecs }],
    },
  },
];
