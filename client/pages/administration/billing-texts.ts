/** The words for what claim files and expected revenue need. */
export const billingTexts = {
  organizations: {
    many: 'Organizations',
    one: 'organization',
    says: 'Who bills, and how claim files name the sender and the receiver. A clinic names its own.',
    empty: 'Whoever bills for the clinics will be listed here. Add it before the first claim file.',
    fields: {
      name: { label: 'Name' },
      npi: { label: 'NPI', hint: 'Of the organization, ten digits' },
      tin: { label: 'Tax number (TIN)', hint: 'Nine digits' },
      address_line: { label: 'Address', hint: 'Street, not a post-office box' },
      city: { label: 'City' },
      state: { label: 'State', hint: 'Two letters' },
      postal_code: { label: 'Postal code', hint: 'Five or nine digits' },
      taxonomy: { label: 'Taxonomy code', hint: 'Ten characters' },
      contact_name: { label: 'Contact' },
      contact_phone: { label: 'Telephone of the contact', hint: 'Ten digits' },
      submitter_id: { label: 'Submitter id', hint: 'As the clearinghouse or payer gave it' },
      receiver_name: { label: 'Receiver' },
      receiver_id: { label: 'Receiver id' },
    },
    listed: ['name', 'npi', 'tin', 'city', 'submitter_id', 'receiver_name'],
  },
  fee_schedules: {
    many: 'Fees',
    one: 'fee',
    says:
      'What a payer pays for a code. A fee of one payer or locality comes before one that holds ' +
      'for all. Many at once come as fee_schedules.csv of a bundle.',
    empty:
      'Fees will be listed here: without one no revenue is expected, and no claim file charges.',
    fields: {
      code: { label: 'Code', hint: 'CPT or HCPCS, for example 99493' },
      amount_cents: { label: 'Amount in cents', hint: '13359 is $133.59' },
      payer_id: { label: 'Payer', hint: 'Empty: any' },
      locality: { label: 'Locality', hint: 'Empty: any' },
      effective_from: { label: 'Holds from' },
      effective_to: { label: 'Last day', hint: 'Empty while it holds' },
    },
    listed: ['code', 'amount_cents', 'payer_id', 'locality', 'effective_from', 'effective_to'],
  },
} as const
