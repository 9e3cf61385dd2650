/** The insurance bureau's own books. ID numbers are its business; they leave it in no answer and no log line. */
export const insuranceTables = `
create schema if not exists insurance;
create sequence if not exists insurance.serial_number;
create table if not exists insurance.enrolment (
  registration text primary key,
  coverage_year integer not null, id_number text not null,
  serial text not null unique, unit text not null, benefit_start_on text not null,
  unique (coverage_year, id_number) -- R-407
);
create table if not exists insurance.refusal (registration text primary key, reason text not null);
`;

export const insuranceTableNames = ['insurance.enrolment', 'insurance.refusal'] as const;
