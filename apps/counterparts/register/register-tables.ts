/** Whom the population register knows, and what it knows of them. Made up, in every rehearsal. */
export const registerTables = `
create schema if not exists register;
create table if not exists register.person (
  id_number text primary key, name text not null,
  is_deceased boolean not null, is_employee_insured boolean not null, is_insured_elsewhere boolean not null
);
alter table register.person add column if not exists is_in_household boolean not null default true;
`;

export const registerTableNames = ['register.person'] as const;
