/**
 * Skills of ESCO, the European classification, that the demo city uses: the id and the preferred English
 * label, as they stand in a badge. Source: ESCO 1.2, https://esco.ec.europa.eu (European Commission).
 */
const skills = {
  arrange_tables: ['906d21c9-7a9c-4919-817d-10676f9ddfe4', 'arrange tables'],
  clean_building_floors: ['a2cd3b30-2d6c-473e-a5d4-4e7cb576babe', 'clean building floors'],
  clean_green: [
    '4fb7f781-9362-426a-9eb6-65c360f83e31',
    'perform cleaning activities in an environmentally friendly way',
  ],
  clean_kitchen_equipment: ['9b31016e-c99d-4bd2-a550-d5660dac5041', 'clean kitchen equipment'],
  clean_rooms: ['7bb01a18-4637-4535-ba18-258f48f705b8', 'clean rooms'],
  clean_safely: [
    '09dea77e-870c-49eb-9a97-1398bee57bd0',
    'cleaning industry health and safety measures',
  ],
  clean_surfaces: ['6ff01827-907d-43d8-b6e4-7162c1cf0aca', 'clean surfaces'],
  clean_toilets: [
    '58a15a33-2b41-4a7e-bb8a-777328b5d82a',
    'maintain the cleanliness of the toilet facilities',
  ],
  comply_with_food_safety_and_hygiene: [
    '0ff99f51-40d9-42f1-a1ec-377b2bb5e15f',
    'comply with food safety and hygiene',
  ],
  customer_service: ['15a33d76-4640-438d-ae64-fdc0c1d3eebc', 'customer service'],
  disinfect_surfaces: ['145fb42f-ebee-48e2-bdf8-2e935edc7158', 'disinfect surfaces'],
  greet_guests: ['26a6e6d2-1c9a-4d7e-8c04-5ba16d1f53da', 'greet guests'],
  grow_plants: ['c5f255ef-02d3-4ab0-a652-2bf055d1d493', 'grow plants'],
  handle_chemical_cleaning_agents: [
    '51a26193-9abe-4bce-9108-f50835be1c35',
    'handle chemical cleaning agents',
  ],
  maintain_gardening_equipment: [
    'b7cf2d84-6c43-4baa-98cf-816a27336701',
    'maintain gardening equipment',
  ],
  maintain_turf_and_grass: ['351122a2-44f7-41db-ba8b-425136d5fb87', 'maintain turf and grass'],
  monitor_composting: ['7808ccb8-9797-4864-80e3-37119ca32b30', 'monitor composting'],
  operate_floor_cleaning_equipment: [
    '2ed98048-bf2f-47e5-a0de-fd23d6abe2f6',
    'operate floor cleaning equipment',
  ],
  perform_hand_pruning: ['8853dc46-e29e-4c6e-ab9c-f2553f7b2b8f', 'perform hand pruning'],
  perform_weed_control_operations: [
    '94a1b3c5-2a95-4703-8559-973bc6d14747',
    'perform weed control operations',
  ],
  plant_green_plants: ['8ce4a4af-969b-4d1c-8bfe-891cff82f913', 'plant green plants'],
  prepare_hot_drinks: ['e4fb4f26-1c0c-45e4-9250-5be32cee2a48', 'prepare hot drinks'],
  prepare_the_restaurant_for_service: [
    'c011d9ef-b3f1-4f48-8d1b-9cdd288a4f55',
    'prepare the restaurant for service',
  ],
  provide_lawn_care: ['fdff4747-70f6-4f1a-8285-8d31eb3c11e1', 'provide lawn care'],
  prune_hedges_and_trees: ['51097602-8e4e-4830-8f35-d77afc713fc0', 'prune hedges and trees'],
  prune_plants: ['af9b6098-7d2f-4990-b4eb-d7dd73fdb933', 'prune plants'],
  serve_beverages: ['beeaddc7-fe69-4b97-a286-0bd595432eb9', 'serve beverages'],
  serve_food_in_table_service: [
    '42a6eff0-e9d9-423d-877b-e48fe91ff26f',
    'serve food in table service',
  ],
  set_up_the_coffee_area: ['4eaab846-38fb-4a81-9406-204f95280525', 'set up the coffee area'],
  sort_waste: ['110d7aa3-e44e-4cce-a927-8d4de615f3d9', 'sort waste'],
  take_orders: [
    '704bed2c-737a-4585-b840-1d28bbcab9b4',
    'take food and beverage orders from customers',
  ],
  use_gardening_equipment: ['8a1942a8-bebd-4cc5-bdff-fe215aaa3de5', 'use gardening equipment'],
  wash_the_dishes: ['c662be22-f17a-4ba0-894f-d720b20c44cf', 'wash the dishes'],
} as const satisfies Readonly<Record<string, readonly [id: string, label: string]>>

/** A skill by our own short name; what people read is in `locales/<language>/skills.json`. */
export type SkillName = keyof typeof skills

export const isSkillName = (name: string): name is SkillName => Object.hasOwn(skills, name)

export const skillNames: readonly SkillName[] = Object.keys(skills).filter(isSkillName)

/** What a credential says of a skill. */
export interface SkillAlignment {
  readonly targetName: string
  readonly targetUrl: string
  readonly targetFramework: string
}

/** A skill as a credential names it. */
export function alignmentOf(name: SkillName): SkillAlignment {
  const [id, targetName] = skills[name]
  const targetUrl = `http://data.europa.eu/esco/skill/${id}`
  return { targetName, targetUrl, targetFramework: 'ESCO' }
}
