/** Many requests at an application that stays as it was, and everything that was wrong with an answer. */
import type { InjectOptions } from 'fastify'
import { type Chance, chance } from '../../../db/seed/chance.ts'
import { type Role, roles } from '../../../server/domain/records/people.ts'
import { type House, password } from '../../http/support/house.ts'
import { type Answer, faultsOf } from './judge.ts'
import { type Door, doorsOf, knock } from './knocks.ts'
import { knownOf } from './known.ts'

/** What costs a thread or more is asked less often, and never twice at once. */
const heavy = (door: Door): boolean =>
  /^\/api\/(imports|export|months\/|measures|billing|claims|audit|compliance)/.test(door.url)

export interface Told {
  readonly asked: number
  /** Whatever was wrong, with the request that it came from. */
  readonly faults: readonly string[]
  /** By route: how many answers of each status. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>
}

/** Milliseconds after which an answer is taken for one that never comes: a thread may start slowly. */
const patience = 120_000
const together = 24

/** @param at only routes with such an address; absent: all of them */
export async function barrage(house: House, seed: string, count: number, at = /^/): Promise<Told> {
  const luck = chance(seed)
  const doors = doorsOf(house.app.routesDeclared).filter(({ url }) => at.test(url))
  const known = await knownOf(house)
  await enter(house, 'data_manager')
  const faults: string[] = []
  const statuses = new Map<string, Map<number, number>>()
  let asked = 0
  let alone: Promise<unknown> = Promise.resolve()
  const one = async (): Promise<void> => {
    while (asked < count && faults.length < 20) {
      asked++
      const door = doorOf(doors, luck)
      const request = knock(door, known, luck)
      const role = roleFor(door, luck)
      const send = () =>
        answerOf(house, role, request, `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`)
      const turn = heavy(door) ? alone.then(send) : send()
      if (heavy(door)) alone = turn
      const answer = await turn
      const route = `${door.method} ${door.url}`
      const wrong = answer === 'hangs' ? ['never answers'] : faultsOf(answer)
      faults.push(
        ...wrong.map(
          (fault) =>
            `${route} ${role} ${JSON.stringify(request).slice(0, 1500)}: ${fault.slice(0, 1500)}`,
        ),
      )
      if (answer !== 'hangs') note(statuses, route, answer.statusCode)
    }
  }
  await Promise.all(Array.from({ length: together }, one))
  return { asked, faults, statuses }
}

/** Where much can be sent, much is. */
function doorOf(doors: readonly Door[], luck: Chance): Door {
  const door = doors[luck.whole(0, doors.length - 1)]!
  const share = heavy(door) ? 0.04 : door.body ? 1 : door.params ? 0.4 : 0.2
  return luck.often(share) ? door : doorOf(doors, luck)
}

/** Mostly somebody who may; at times somebody who may not, or nobody. */
function roleFor({ roles: may }: Door, luck: Chance): Role | 'nobody' {
  if (luck.often(0.04)) return 'nobody'
  const from = luck.often(0.9) && may !== null ? may : roles
  return from[luck.whole(0, from.length - 1)] as Role // declared as roles by the routes
}

async function answerOf(
  house: House,
  role: Role | 'nobody',
  request: InjectOptions,
  remoteAddress: string,
): Promise<Answer | 'hangs'> {
  const asking = async (): Promise<Answer> => {
    if (role === 'nobody') return house.app.inject({ ...request, remoteAddress })
    const answer = await house.as(role, { ...request, remoteAddress })
    // somebody signed out, or their session was ended: they sign in again for the next request
    if (isSignOut(request) || answer.statusCode === 401) await enter(house, role)
    return answer
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'hangs'>((done) => {
    timer = setTimeout(() => done('hangs'), patience)
  })
  const answer = await Promise.race([asking(), late])
  clearTimeout(timer)
  return answer
}

function note(statuses: Map<string, Map<number, number>>, route: string, status: number): void {
  const counts = statuses.get(route) ?? new Map<number, number>()
  statuses.set(route, counts.set(status, (counts.get(status) ?? 0) + 1))
}

const isSignOut = ({ method, url }: InjectOptions): boolean =>
  method === 'DELETE' && String(url).startsWith('/api/session')

/** With the password once more, for those whose work asks for it. */
async function enter(house: House, role: Role): Promise<void> {
  await house.renew(role)
  if (role !== 'data_manager') return
  await house.as(role, { method: 'POST', url: '/api/account/step-up', payload: { password } })
}
