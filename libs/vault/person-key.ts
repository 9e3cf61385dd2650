/** Random UUID, one per person and campaign, never derived from the ID number. All the log ever says of who somebody is. */
export type PersonKey = string;
