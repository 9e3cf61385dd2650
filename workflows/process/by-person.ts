/** Who asks: the account's name (`u_…`). Role and unit have been checked by the API before. */
export type ByPerson = { readonly actor: string };
