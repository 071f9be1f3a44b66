/** Second factors of others, and whether everybody needs one: for administrators. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  AccountAddress,
  AccountReset,
  AccountView,
  SignInRules,
  SignInRulesChange,
} from '../../contract/administration.ts'
import { NoQuery } from '../../contract/words.ts'
import { circumstanceOf, requireVersion, versionOf } from '../preconditions.ts'
import { type AccountRouteParts, requireFresh } from './account.ts'
import { type AccountsParts, kept, wishOf } from './accounts.ts'

type Parts = AccountsParts & AccountRouteParts

const access = { roles: ['administrator'], what: 'accounts', shows: 'nothing' } as const

export const factorRuleRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { accountKeeping, clock } = parts
  const preHandler = [requireVersion, requireFresh(parts, 'this changes how others sign in.')]
  app.post(
    '/api/accounts/:account/second-factor',
    {
      config: { access },
      preHandler,
      schema: {
        summary: 'Take all second factors of an account away; its sessions end',
        params: AccountAddress,
        querystring: NoQuery,
        body: AccountReset,
        response: { 200: AccountView },
      },
    },
    async (request) => {
      const by = circumstanceOf(request, clock, null)
      return kept(await accountKeeping.resetFactor(wishOf(request), by)).account
    },
  )
  app.get(
    '/api/sign-in-rules',
    {
      config: { access: { ...access, what: 'sign-in rules' } },
      schema: {
        summary: 'Whether everybody needs a second factor',
        querystring: NoQuery,
        response: { 200: SignInRules },
      },
    },
    async () => accountKeeping.rules(),
  )
  app.put(
    '/api/sign-in-rules',
    {
      config: { access: { ...access, what: 'sign-in rules' } },
      preHandler,
      schema: {
        summary: 'Decide whether everybody needs a second factor',
        querystring: NoQuery,
        body: SignInRulesChange,
        response: { 200: SignInRules },
      },
    },
    async (request) => {
      const { second_factor, reason } = request.body
      const wish = { version: versionOf(request), reason }
      await accountKeeping.changeRules(second_factor, wish, circumstanceOf(request, clock, null))
      return accountKeeping.rules()
    },
  )
}
