import { describe, expect, it } from 'vitest'
import { rotterdam } from '../../prisma/seed/demo-city.ts'
import { nearestPlace } from '../../src/cities/nearest-place.ts'

const { neighbourhoods } = rotterdam

describe('the nearest neighbourhood', () => {
  it('of each neighbourhood’s own middle is that one, or one with the same middle', () => {
    for (const place of neighbourhoods) {
      const nearest = nearestPlace(neighbourhoods, place)
      expect([nearest?.latitude, nearest?.longitude]).toEqual([place.latitude, place.longitude])
    }
  })

  it('of a park in Charlois is Charlois or a part of it', () => {
    const nearest = nearestPlace(neighbourhoods, { latitude: 51.885, longitude: 4.48 })
    expect(nearest?.slug).toMatch(/charlois|tarwewijk|carnisse|wielewaal|zuidwijk|pendrecht/)
  })

  it('of Amsterdam is none', () => {
    expect(nearestPlace(neighbourhoods, { latitude: 52.37, longitude: 4.9 })).toBeNull()
    expect(nearestPlace([], { latitude: 51.9, longitude: 4.48 })).toBeNull()
  })
})
