/** Reads cases as JSON from standard input, writes what ESLint says about each. One process, so that the configuration loads once. */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint();
const messages = [];
for (const { file, line } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(line, { filePath: file });
  messages.push(
    result.messages.filter(({ severity }) => severity === 2).map(({ ruleId, message }) => `${ruleId}: ${message}`),
  );
}
process.stdout.write(JSON.stringify(messages));
