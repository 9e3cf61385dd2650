import type { Decider } from '../decider.ts';
import { isDate } from '../shanghai-date.ts';
import type { PreparationCommand } from './preparation.commands.ts';
import type { PreparationEvent } from './preparation.events.ts';
import { preparationProblems } from './preparation.problems.ts';

export type Preparation = {
  readonly planSha256: string | null;
  readonly trained: readonly string[];
};

/** what a township has to have ready before money is taken. A plan may be filed anew, a training repeated. */
export const preparationDecider: Decider<Preparation, PreparationCommand, PreparationEvent> = {
  initial: { planSha256: null, trained: [] },
  decide({ type, data }, preparation) {
    switch (type) {
      case 'FilePlan':
        if (!/^[0-9a-f]{64}$/.test(data.documentSha256)) return preparationProblems.digestForm();
        return preparation.planSha256 === data.documentSha256 ? [] : [{ type: 'PlanFiled', data }];
      case 'ConfirmTraining': {
        const { agents, trainedOn, known, today } = data;
        if (!isDate(trainedOn)) return preparationProblems.dateForm();
        const strangers = agents.filter((agent) => !known.includes(agent));
        if (strangers.length > 0) return preparationProblems.strangers(strangers);
        if (trainedOn > today) return preparationProblems.inTheFuture();
        const untrained = known.filter((agent) => !agents.includes(agent));
        if (untrained.length > 0) return preparationProblems.untrained(untrained);
        const isSame =
          agents.length === preparation.trained.length && agents.every((agent) => preparation.trained.includes(agent));
        return isSame ? [] : [{ type: 'TrainingConfirmed', data: { agents, trainedOn } }];
      }
    }
  },
  evolve(preparation, { type, data }) {
    switch (type) {
      case 'PlanFiled':
        return { ...preparation, planSha256: data.documentSha256 };
      case 'TrainingConfirmed':
        return { ...preparation, trained: data.agents };
    }
  },
};
