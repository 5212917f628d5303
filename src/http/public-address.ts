import ipaddr from 'ipaddr.js'

/**
 * Tells whether an IP address is one of the public internet. Private, loopback, link-local (where
 * clouds keep their metadata), shared, documentation, multicast and tunnelled addresses are not.
 *
 * @param address an IPv4 or IPv6 address; anything else is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  // An IPv4 address written as IPv6 is judged as the IPv4 address that it reaches.
  return ipaddr.process(address).range() === 'unicast'
}

/** Tells whether an address is of this machine itself. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}

/** The address that stands for a host in a URL; null when the host is a name. */
export function addressOfHost(hostname: string): string | null {
  // The URL parser has already turned decimal, octal and hexadecimal hosts into dotted ones.
  const bare = hostname.replace(/^\[|\]$/g, '')
  return ipaddr.isValid(bare) ? bare : null
}
