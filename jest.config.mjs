export default {
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.canbao/'],
  modulePathIgnorePatterns: ['/.canbao/', '/dist/', '/.jest-cache/'],
  globalSetup: './test/engines.mjs',
  globalTeardown: './test/stop-engines.mjs',
  testTimeout: 30_000,
  extensionsToTreatAsEsm: ['.ts'],
  cacheDirectory: '.jest-cache',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2024',
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
};
