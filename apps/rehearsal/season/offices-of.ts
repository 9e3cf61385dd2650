import type { Stage } from './stage.ts';

/** Offices of one township, by their accounts. */
export function officesOf(stage: Stage, township: string) {
  const unit = `${stage.pack.units.region}/${township}`;
  return {
    healthCentre: stage.cast.find('health-centre', { unit }),
    taxBranch: stage.cast.find('tax-branch', { unit }),
    office: stage.cast.find('township-office', { unit }),
  };
}
