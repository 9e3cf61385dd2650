import type { Phase } from '@canbao/domain/campaign/phase';

/** What a phase is called in passing; its whole title comes with the campaign. `short` fits a column of 47 px. */
type PhaseWords = { readonly zh: string; readonly en: string; readonly short: string; readonly enShort: string };

export const phaseWords: Record<Phase, PhaseWords> = {
  mobilize: { zh: '动员', en: 'Mobilize', short: '动员', enShort: 'Mobil.' },
  collect: { zh: '收缴', en: 'Collect', short: '收缴', enShort: 'Collect' },
  screen: { zh: '筛查', en: 'Screen', short: '筛查', enShort: 'Screen' },
  enroll: { zh: '入库', en: 'Enrol', short: '入库', enShort: 'Enrol' },
  resolve: { zh: '处理遗留', en: 'Leftovers', short: '遗留', enShort: 'Left' },
  publicize: { zh: '公示', en: 'Publicize', short: '公示', enShort: 'Post' },
};
