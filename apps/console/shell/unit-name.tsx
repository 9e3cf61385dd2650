import { townshipContract } from '@canbao/http-contract/township.contract';

import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../look/words.tsx';

/** `重阳 02 村`, with the code where the name is not known: the list of townships is asked for once. */
export function UnitName({ unit }: { readonly unit: string }) {
  const say = useWords();
  const list = useAnswer(townshipContract.list);
  const [, township, village] = unit.split('/');
  if (township === undefined) return <>{say('全县', 'county')}</>;
  const name = list.data?.townships.find(({ code }) => code === township)?.name ?? township;
  return (
    <span className="nowrap">
      {name}
      {village === undefined ? '' : say(` ${village} 村`, ` village ${village}`)}
    </span>
  );
}
