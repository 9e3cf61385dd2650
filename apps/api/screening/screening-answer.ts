import type { screeningQueue } from '@canbao/http-contract/screening-queue';
import {
  screeningQueueQuery,
  type StageCounts,
  type StageProgress,
  type VillageStage,
} from '@canbao/projections/screening-queue/screening-queue.query';
import type { z } from 'zod';

import type { Reader } from '../reading/reader.ts';

type Answer = z.output<typeof screeningQueue>;
const roundNumbers = [1, 2] as const;
const nothing: StageCounts = {
  ...{ expected: 0, received: 0, checked: 0, waiting: 0, passed: 0, returned: 0, corrected: 0 },
  handedOver: null,
};

/** Both rounds village by village (R-404 to R-411); the township's numbers are the sums of its villages'. */
export async function screeningAnswer({ handle, state, moment, nameOf }: Reader, township: string): Promise<Answer> {
  const rows = await screeningQueueQuery.villages(handle, township);
  const progress = await screeningQueueQuery.progress(handle, township);
  const byVillage = Map.groupBy(rows, ({ village }) => village);
  return {
    rounds: roundNumbers.map((round) => ({
      round,
      healthCentre: { ...sumOf(rows, 'health-centre', round), ...of(progress, 'health-centre', round) },
      tax: { ...sumOf(rows, 'tax', round), ...of(progress, 'tax', round) },
    })),
    villages: [...byVillage].map(([village, own]) => ({
      village,
      name: nameOf(`${state.region}/${township}/${village}`),
      rounds: roundNumbers.map((round) => ({
        round,
        healthCentre: sumOf(own, 'health-centre', round),
        tax: sumOf(own, 'tax', round),
      })),
    })),
    moment,
  };
}

function sumOf(rows: readonly VillageStage[], stage: VillageStage['stage'], round: 1 | 2): StageCounts {
  const own = rows.filter((row) => row.stage === stage && row.round === round);
  return own.reduce(
    (sum, row) => ({
      expected: sum.expected + row.expected,
      received: sum.received + row.received,
      checked: sum.checked + row.checked,
      waiting: sum.waiting + row.waiting,
      passed: sum.passed + row.passed,
      returned: sum.returned + row.returned,
      corrected: sum.corrected + row.corrected,
      handedOver: row.handedOver === null ? null : (sum.handedOver ?? 0) + row.handedOver,
    }),
    nothing,
  );
}

function of(progress: readonly StageProgress[], stage: StageProgress['stage'], round: 1 | 2) {
  const { isStarted, isFinished, isHandedOver } = progress.find((one) => one.stage === stage && one.round === round)!;
  return { isStarted, isFinished, isHandedOver };
}
