/** The tax authority's own books. */
export const taxTables = `
create schema if not exists tax;
create sequence if not exists tax.certificate_number;
create sequence if not exists tax.entry_number;
create table if not exists tax.certificate (
  registration text primary key, serial text not null unique, certificate text not null unique
);
-- A page is entered once (R-605): the constraint, whatever a caller does.
create table if not exists tax.entry (
  page text primary key,
  account text not null, people integer not null check (people > 0), fen bigint not null check (fen > 0),
  list_sha256 text not null, reference text not null unique
);
`;

export const taxTableNames = ['tax.certificate', 'tax.entry'] as const;
