import { taskContract } from '@canbao/http-contract/task.contract';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { PageHead } from '../look/page-head.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { TaskTotals } from './task-totals.tsx';
import { TasksSet } from './tasks-set.tsx';

/** The issued task table beside what its rows add up to; a difference stays visible after it is confirmed. */
export function TasksPage() {
  const { query, at } = useAsOf();
  const mayAct = useHasRole('county-coordinator') && at === null;
  const table = useAnswer(taskContract.table, { query });
  return (
    <Answered of={table}>
      {(shown) => (
        <>
          <PageHead zh="任务" en="targets" />
          <TaskTotals imported={shown.imported} mayAct={mayAct} />
          <TasksSet {...shown} />
        </>
      )}
    </Answered>
  );
}
