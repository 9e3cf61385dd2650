import type { Phase } from '@canbao/domain/campaign/phase';

export const phaseWords: Record<Phase, { readonly zh: string; readonly en: string }> = {
  mobilize: { zh: '动员', en: 'Mobilize' },
  collect: { zh: '收缴', en: 'Collect' },
  screen: { zh: '筛查', en: 'Screen' },
  enroll: { zh: '入库', en: 'Enrol' },
  resolve: { zh: '处理遗留', en: 'Leftovers' },
  publicize: { zh: '公示', en: 'Publicize' },
};
