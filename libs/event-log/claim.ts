/**
 * A thing that exists once in a campaign: a receipt number, an enrolment, a bank line. `kind` is a word,
 * `key` any text without control characters. While one event holds it, nobody else can.
 */
export type Claim = { readonly kind: string; readonly key: string };
