import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endShare } from '../../src/badges/share.ts'
import { apiRoutes } from '../../src/web/routes/api-routes.ts'
import { issuerRoutes } from '../../src/web/routes/issuer-routes.ts'
import { keyRoutes } from '../../src/web/routes/key-routes.ts'
import { shareRoutes } from '../../src/web/routes/share-routes.ts'
import { verifyRoutes } from '../../src/web/routes/verify-routes.ts'
import { startTestSite, type TestSite } from './support/test-site.ts'

const description = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()) })),
      }),
    ),
  ),
})

const formed = z.object({
  paths: z.object({
    '/b/{token}.{form}': z.object({
      get: z.object({
        parameters: z.array(
          z.object({
            name: z.string(),
            schema: z.object({ enum: z.array(z.string()).optional() }),
          }),
        ),
      }),
    }),
  }),
})

/** As Express keeps a route. */
const route = z.object({ path: z.string(), methods: z.record(z.string(), z.boolean()) })

let site: TestSite
let api: z.infer<typeof description>
let raw: Record<string, unknown>
/** Something real for each placeholder of each path. */
let examples: Readonly<Record<string, string>>
let shared: { token: string; shareId: string; personId: string }
let credentialId: string

beforeAll(async () => {
  site = await startTestSite()
  shared = await site.share({ badges: [['leercafe-de-derde-kop', 'koffie-en-thee']] })
  const credential = await site.db.credential.findFirstOrThrow({
    where: { award: { personId: shared.personId } },
    select: {
      id: true,
      keyId: true,
      statusEntry: { select: { statusListId: true } },
      award: { select: { achievement: { select: { id: true, organisationId: true } } } },
    },
  })
  const { achievement } = credential.award
  credentialId = credential.id
  examples = {
    '/api/badges/{id}': `/api/badges/${credential.id}`,
    '/b/{token}': `/b/${shared.token}`,
    '/b/{token}.{form}': `/b/${shared.token}.json`,
    '/b/{token}/{file}': `/b/${shared.token}/1.json`,
    '/issuers/{id}': `/issuers/${achievement.organisationId}`,
    '/issuers/{id}/did.json': `/issuers/${achievement.organisationId}/did.json`,
    '/achievements/{id}': `/achievements/${achievement.id}`,
    '/achievements/{id}/picture.png': `/achievements/${achievement.id}/picture.png`,
    '/achievements/{id}/picture.svg': `/achievements/${achievement.id}/picture.svg`,
    '/keys/{id}': `/keys/${credential.keyId}`,
    '/status/{id}': `/status/${credential.statusEntry?.statusListId}`,
  }
  raw = await (await get('/api/openapi.json')).json()
  api = description.parse(raw)
})
afterAll(() => site.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${site.url}${path}`, { headers })
const typeOf = (response: Response) => response.headers.get('content-type')?.split(';')[0] ?? ''

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(raw))
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
  })

  it('is of what runs: every path answers as it says, in every form it names', async () => {
    for (const [path, methods] of Object.entries(api.paths)) {
      // What is posted has tests of its own.
      if (methods.get === undefined) continue
      const forms = Object.keys(methods.get.responses['200']?.content ?? {})
      expect(forms.length, path).toBeGreaterThan(0)
      for (const accept of forms) {
        const response = await get(examples[path] ?? path, { accept })
        expect([path, response.status]).toEqual([path, 200])
        expect(forms).toContain(typeOf(response))
      }
    }
  })

  it('leaves out nothing that runs', () => {
    const city = () => {
      throw new Error('No page is made here')
    }
    const { db, deps } = site
    const verifyBadge = () => Promise.reject(new Error('Nothing is verified here'))
    const routers = [
      ...[apiRoutes, keyRoutes, issuerRoutes, shareRoutes].map((routes) =>
        routes({ db, deps, city }),
      ),
      verifyRoutes({ deps, city, verifyBadge }),
    ]
    const running = routers
      .flatMap(({ stack }) =>
        stack.flatMap(({ route: found }) => (found ? [route.parse(found)] : [])),
      )
      .flatMap(({ path, methods }) => Object.keys(methods).map((method) => `${method} ${path}`))
      // A page for people only.
      .filter((each) => !each.endsWith(' /verify'))
      // One route reads both.
      .flatMap((each) =>
        each === 'get /b/:file' ? ['get /b/:token', 'get /b/:token.:form'] : [each],
      )
    const described = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(running.toSorted()).toEqual(described.toSorted())
  })

  it('names each form of a link, and the archive', async () => {
    const { parameters } = formed.parse(raw).paths['/b/{token}.{form}'].get
    const forms = parameters.find(({ name }) => name === 'form')?.schema.enum ?? []
    expect(forms).toEqual(['json', 'jwt', 'png', 'svg', 'zip'])
    const types = Object.keys(api.paths['/b/{token}.{form}']?.get?.responses['200']?.content ?? {})
    const served = await Promise.all(
      forms.map(async (each) => typeOf(await get(`/b/${shared.token}.${each}`))),
    )
    expect(served.toSorted()).toEqual(types.toSorted())
  })

  it('has the shape of what the verifier answers, also when something is wrong', async () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(ajv)
    ajv.addSchema(raw, 'api')
    const post = (body: object) =>
      fetch(`${site.url}/api/verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const jwt = await (await get(`/b/${shared.token}.jwt`)).text()
    for (const [body, status, schema] of [
      [{ text: jwt }, 200, 'VerificationReport'],
      [{ text: `${jwt}A` }, 200, 'VerificationReport'],
      [{ text: '{}' }, 200, 'VerificationReport'],
      [{ words: jwt }, 422, 'Problem'],
    ] as const) {
      const response = await post(body)
      expect(response.status).toBe(status)
      const { content = {} } = api.paths['/api/verify']?.post?.responses[status] ?? {}
      expect(Object.keys(content)).toEqual([typeOf(response)])
      const isAsDescribed = ajv.compile({ $ref: `api#/components/schemas/${schema}` })
      expect(isAsDescribed(await response.json()), JSON.stringify(isAsDescribed.errors)).toBe(true)
    }
  })

  it('names the code of what goes wrong, for every path with a placeholder', async () => {
    for (const [path, methods] of Object.entries(api.paths)) {
      if (!path.includes('{')) continue
      const unknown = path
        .replace('{id}', '00000000-0000-4000-8000-000000000000')
        .replace('{token}', 'nobody-has-this')
        .replace('{file}', '1.json')
        .replace('{form}', 'json')
      const response = await get(unknown, { accept: 'application/json' })
      expect([path, response.status, typeOf(response)]).toEqual([
        path,
        404,
        'application/problem+json',
      ])
      expect(methods.get?.responses).toHaveProperty('404')
      expect(await response.json()).toMatchObject({ status: 404, code: 'not-found' })
    }
  })
})

describe('a badge by its id', () => {
  it('comes in the form that is asked for', async () => {
    const path = `/api/badges/${credentialId}`
    expect(typeOf(await get(path))).toBe('application/vc+ld+json')
    expect((await (await get(path)).json()).id).toBe(`urn:uuid:${credentialId}`)
    const jwt = await (await get(path, { accept: 'text/plain' })).text()
    expect(jwt).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    const page = await get(path, { accept: 'text/html' })
    expect([page.status, (await page.text()).includes('not-acceptable')]).toEqual([406, false])
    const none = await get(path, { accept: 'application/pdf' })
    expect([none.status, await none.json()]).toMatchObject([406, { code: 'not-acceptable' }])
  })

  it('is there only while its learner shares it', async () => {
    const { db, clock } = site
    const { personId, shareId } = shared
    await db.$transaction((tx) => endShare(tx, { personId, shareId, now: clock.clock() }))
    expect((await get(`/api/badges/${credentialId}`)).status).toBe(404)
  })
})
