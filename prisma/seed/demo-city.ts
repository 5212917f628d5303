import { parseCityData } from './city-data.ts'
import achievements from './rotterdam/achievements.json' with { type: 'json' }
import activities from './rotterdam/activities.json' with { type: 'json' }
import city from './rotterdam/city.json' with { type: 'json' }
import neighbourhoods from './rotterdam/neighbourhoods.json' with { type: 'json' }
import organisations from './rotterdam/organisations.json' with { type: 'json' }
import pathways from './rotterdam/pathways.json' with { type: 'json' }

/** The demo city: real neighbourhoods, invented organisations and activities. Checked at start. */
export const rotterdam = parseCityData({
  city,
  neighbourhoods,
  organisations,
  activities,
  achievements,
  pathways,
})
