/**
 * The plan's clock. Plan instants (epoch ms) are what a scheme says; real instants are the machine's. A campaign in
 * earnest has speed 1 and planStartAt = realStartAt. A rehearsal runs faster and can be held: at `holdAt` plan time
 * stands still until the next segment (ClockSet) begins where this one stands. `speed` 0 holds at once.
 */
export type CampaignClock = {
  readonly planStartAt: number;
  readonly realStartAt: number;
  readonly speed: number;
  /** Plan instant at which the clock stands still; null = runs on. */
  readonly holdAt: number | null;
  /** Who holds it: `pace` = the rehearsal waits for its people or a gate; `person` = somebody pressed hold. */
  readonly heldBy: 'pace' | 'person' | null;
};

/** Plan instant of a real instant; never beyond holdAt. */
export function planInstant(clock: CampaignClock, realAt: number): number {
  const running = clock.planStartAt + Math.floor((realAt - clock.realStartAt) * clock.speed);
  return clock.holdAt === null ? running : Math.min(running, Math.max(clock.holdAt, clock.planStartAt));
}

/**
 * Real instant of a plan instant, or null when the clock is held before it is reached. Rounds up, so that a timer
 * never rings before its plan instant.
 */
export function realInstant(clock: CampaignClock, planAt: number): number | null {
  if (planAt <= clock.planStartAt) return clock.realStartAt;
  if (clock.speed <= 0 || (clock.holdAt !== null && planAt > clock.holdAt)) return null;
  return clock.realStartAt + Math.ceil((planAt - clock.planStartAt) / clock.speed);
}
