/** A message does not have its shape. Names the place, never the value: it may be personal data. */
export class Misshapen extends Error {
  readonly place: string;

  constructor(place: string) {
    super(`misshapen: ${place}`);
    this.name = 'Misshapen';
    this.place = place;
  }
}
