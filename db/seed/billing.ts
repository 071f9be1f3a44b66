/** What the demo bills with: an invented organization, and the example fees of 2025 for any payer. */
import type { CalendarDay } from '../../server/domain/calendar.ts'
import type { Fee, Organization } from '../../server/domain/records/index.ts'

export const organizations: readonly Organization[] = [
  {
    organization_id: 'millbrook-care',
    name: 'Millbrook Care Partners',
    npi: '1003000118',
    tin: '990000001',
    address_line: '1 Invented Way',
    city: 'Millbrook',
    state: 'NY',
    postal_code: '125450001',
    taxonomy: '207Q00000X',
    contact_name: 'Billing Office',
    contact_phone: '5185550100',
    submitter_id: 'MCP0001',
    receiver_name: 'Sample Clearinghouse',
    receiver_id: 'SAMPLECH',
  },
]

/** National example amounts (billing.md 7): for the demo, never for claims. */
const example = { '99492': 14_524, '99493': 13_359, '99494': 5596, '99484': 5305 } as const

export const fees: readonly Fee[] = Object.entries(example).map(([code, amount_cents]) => ({
  fee_id: `example-${code}`,
  payer_id: null,
  locality: null,
  code,
  amount_cents,
  effective_from: '2018-01-01' as CalendarDay, // a day that exists
  effective_to: null,
}))
