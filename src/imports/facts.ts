import type { Topic } from '../understand/understood.ts'

/** An activity in our own terms, as it is to be stored. */
export interface ActivityFacts {
  readonly externalId: string
  readonly externalReference: string | null
  readonly organisationId: string
  readonly title: string
  readonly summary: string
  readonly topic: Topic
  readonly neighbourhoodId: string | null
  readonly placeName: string
  readonly address: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly priceCents: number
  readonly isOnline: boolean
  readonly isForChildren: boolean
  readonly minimumAge: number | null
  readonly maximumAge: number | null
  readonly wheelchairAccessible: boolean
  readonly spokenLanguages: readonly string[]
  readonly capacity: number
}
