import type { FastifyRequest } from 'fastify'
import type { SignedIn } from '../use-cases/sign-in.ts'

/** @throws Error where the policy let a request through that nobody signed in for */
export function present({ signedIn }: FastifyRequest): SignedIn {
  if (!signedIn) throw new Error('a route for people was reached by nobody')
  return signedIn
}
