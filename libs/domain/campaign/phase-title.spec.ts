import { phases } from './phase.ts';
import { isPhase, phaseTitle, phaseTitleBoth } from './phase-title.ts';

test('the six phases are called as in the scheme, Chinese first', () => {
  expect(phases.map(phaseTitle)).toStrictEqual([
    '宣传动员',
    '集中代征代缴',
    '初步筛查信息',
    '登记入库',
    '遗留问题处理',
    '缴费公示',
  ]);
  expect(phaseTitleBoth('resolve')).toBe('遗留问题处理 resolve leftovers');
});

test('another word is no phase', () => {
  expect(isPhase('screen')).toBe(true);
  expect(isPhase('payment')).toBe(false);
});
