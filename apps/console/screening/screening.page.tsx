import './screening.css';

import { townshipContract } from '@canbao/http-contract/township.contract';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { PageHead } from '../look/page-head.tsx';
import { TownshipChoice } from '../look/township-choice.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { RoundTable } from './round-table.tsx';
import { ScreenedRows } from './screened-rows.tsx';
import { type Screening, useScreeningChoice } from './screening-choice.ts';
import { VillageTable } from './village-table.tsx';

/** The queue per village and round, for the health centre and the tax branch of a township. */
export function ScreeningPage() {
  return <TownshipChoice>{({ code, name }) => <Queue key={code} township={code} name={name} />}</TownshipChoice>;
}

function Queue({ township, name }: { readonly township: string; readonly name: string }) {
  const say = useWords();
  const { query } = useAsOf();
  const screening = useAnswer(townshipContract.screening, { params: { township }, query });
  return (
    <>
      <PageHead
        zh={`${name}筛查`}
        en="screening"
        about={say(
          '名册整体移交；税务的反馈经卫生院返回代征人；两轮为限。',
          'The list goes over whole; the tax branch’s feedback comes back through the health centre; there are two rounds.',
        )}
      />
      <Answered of={screening}>{(shown) => <Shown township={township} shown={shown} />}</Answered>
    </>
  );
}

function Shown({ township, shown }: { readonly township: string; readonly shown: Screening }) {
  const choice = useScreeningChoice(shown);
  const { village, set, reason } = choice;
  const villageName = shown.villages.find((one) => one.village === village)?.name ?? null;
  return (
    <div className="screening">
      <RoundTable shown={shown} township={township} />
      <VillageTable shown={shown} choice={choice} />
      <ScreenedRows key={`${village}${set}${reason}`} township={township} villageName={villageName} choice={choice} />
    </div>
  );
}
