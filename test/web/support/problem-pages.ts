import type { Router } from 'express'
import type { City } from '../../../src/cities/city.ts'
import { answerProblem, type ProblemCode } from '../../../src/web/problem.ts'
import type { NamedPages } from './public-page.ts'

/** What cannot be had, and the status it is told with; each is hard to come by in earnest. */
const problems: readonly (readonly [code: ProblemCode, status: number])[] = [
  ['body-too-large', 413],
  ['too-many-requests', 429],
  ['fault', 500],
  ['unavailable', 503],
]

/** The page of each problem, told by the test's own routes as it always is. */
export function problemPages(router: Router, city: City): NamedPages {
  for (const [code] of problems) {
    router.get(`/problems/${code}`, (request, response) =>
      answerProblem(request, response, code, () => city),
    )
  }
  return Object.fromEntries(
    problems.map(([code, status]) => [code, { path: `/problems/${code}`, status }]),
  )
}
