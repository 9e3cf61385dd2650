import { readFile } from 'node:fs/promises';

import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';

import { print } from '../print.ts';
import { WrongUse } from '../wrong-use.ts';

/** `pack check FILE`: shapes and invariants, each with its place in the pack. Answers true when nothing is wrong. */
export async function checkPack(file: string, isJson: boolean): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUse(`${file} cannot be read`, 'give the path of a policy pack (JSON)');
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new WrongUse(
      `${file} is no JSON: ${cause instanceof Error ? cause.message : ''}`,
      'mend the syntax at the place named',
    );
  }
  const answer = parsePolicyPack(json);
  if (isPolicyPack(answer)) {
    print(
      { pack: answer.id, problems: [], findings: answer.findings },
      answer.findings.map(({ key, finding, settledAs }) => ({ finding: key, says: finding, 'settled as': settledAs })),
      isJson,
    );
    return true;
  }
  print(
    { problems: answer },
    answer.map(({ field, title, detail, remedy }) => ({ at: field ?? '', problem: `${title} ${detail}`, remedy })),
    isJson,
  );
  return false;
}
