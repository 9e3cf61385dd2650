import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/*
 * Loaded ahead of a Nest application (node --import): compiles the sources that import Nest, for their decorators need
 * metadata that type stripping does not give. All others Node takes as they stand. The settings are those of the specs
 * (jest.config.mjs). A loader that reads tsconfig brings a TypeScript compiler of 85 MB into each process.
 */
const settings = {
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2024',
    keepClassNames: true,
    experimental: { keepImportAttributes: true },
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
};

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const text = readFileSync(filename, 'utf8');
    if (!/from '@nestjs\//.test(text)) return nextLoad(url, context);
    const { code } = transformSync(text, { filename, ...settings, configFile: false, swcrc: false });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
