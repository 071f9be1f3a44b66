/** The records that an administrator keeps: names alone, for browsers too. */
export const administered = [
  'staff',
  'clinics',
  'payers',
  'policies',
  'covers',
  'organizations',
  'fee_schedules',
  'site_numbers',
] as const
export type Administered = (typeof administered)[number]
