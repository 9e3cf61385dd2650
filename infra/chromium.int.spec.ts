import { execFileSync } from 'node:child_process';
import { chromium } from './chromium.ts';

const earlier = process.env['CHROMIUM_PATH'];

afterEach(() => {
  if (earlier === undefined) delete process.env['CHROMIUM_PATH'];
  else process.env['CHROMIUM_PATH'] = earlier;
});

test('the browser that is found runs', () => {
  expect(execFileSync(chromium(), ['--version']).toString()).toMatch(/Chrom/);
});

test('a CHROMIUM_PATH that leads nowhere is named, not passed over', () => {
  process.env['CHROMIUM_PATH'] = '/no/such/chromium';
  expect(() => chromium()).toThrow('CHROMIUM_PATH=/no/such/chromium does not exist');
});
