/**
 * When a rule of a text speaks, for the codes whose title does not say it. Beside the tables of rules, since browsers
 * that check texts have no need of it.
 */
export const RULE_CONDITIONS: Readonly<Record<string, string>> = {
  PER0001: 'YAML’s parser stops; the message names what it met and the line.',
  PER0004: 'More bytes or deeper nesting than an object can have, or aliases that multiply.',
  PER0005: 'A key such as `__proto__`, which no object of Kubernetes has.',
  PER0006: 'The text is empty, holds several documents, or a List, where a single object is open.',
  PER0008: 'Kind, namespace or name differ from those of the object that is open.',
  PER0009: 'The kind exists in another group than the one in apiVersion.',
  PER0010: 'The schema of the kind has no such field here; the nearest known name is offered.',
  PER0011: 'The field exists elsewhere in the kind, and the message names the place.',
  PER0016: 'The group serves the kind, but not in this version.',
  PER0017: 'The version is still served, and a newer one has the same fields.',
  PER0018: 'The text does not match the pattern that the schema has for the field.',
  PER0023: 'The message names the fields; keep one of them.',
  PER0041: 'A VirtualService without hosts is a delegate: it cannot hand on to another one.',
  PER0042: 'An HTTP rule does exactly one thing: route, redirect, directResponse or delegate.',
  PER0043: 'For example a rewrite or a mirror beside a redirect: there is nothing left for it to act on.',
  PER0045:
    'A delay needs fixedDelay, an abort a status over HTTP or gRPC; delays that vary and HTTP/2 errors are not supported.',
  PER0062: 'For example a table of Maglev whose size is no prime number.',
  PER0063: 'Shares must add up to 100, a region cannot fail over to itself, and it is named in full.',
  PER0065:
    'credentialName excludes files, MUTUAL needs a client certificate, and insecureSkipVerify excludes what would be verified.',
  PER0068: 'For example an HTTPS server without tls.',
  PER0069:
    'SIMPLE and MUTUAL need a certificate from one source; ISTIO_MUTUAL and PASSTHROUGH have none of their own.',
  PER0072: 'targetPort of a Gateway’s port: the Service of the gateway has it.',
  PER0074: 'resolution NONE has no endpoints, DNS_ROUND_ROBIN at most one, and sockets are for STATIC.',
  PER0076: 'Two listeners on one port, several without a port, or one without a port before the last.',
  PER0079: 'An address is needed unless a network is given; a socket is an absolute path and has no ports.',
  PER0080: 'DENY and CUSTOM need rules, CUSTOM needs a provider, and only CUSTOM has one.',
  PER0081: 'An empty source or operation, or serviceAccounts beside principals or namespaces.',
  PER0092: 'applyTo, patch or operation is missing, or an operation lacks its value.',
  PER0990: 'Each item of the List is checked as an object of its own.',
  PER0992: 'Words such as yes, no, on and off, and numbers that look like text.',
};
