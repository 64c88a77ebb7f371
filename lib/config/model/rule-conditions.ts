/**
 * When a rule of a text speaks and what mends it, for the codes whose title does not say it. Beside the tables of
 * rules, since browsers that check texts have no need of it.
 */
export const RULE_CONDITIONS: Readonly<Record<string, string>> = {
  PER0001:
    'YAML’s parser stops at a line of the text; the message names what it met there. Mend that line first.',
  PER0004:
    'The text has more bytes or deeper nesting than an object can have, or aliases that multiply. Split it, or write the aliases out.',
  PER0005: 'A key such as `__proto__` stands in the text, which no object of Kubernetes has. Remove it.',
  PER0006:
    'The text is empty, holds several documents, or a List, where a single object is open. Keep that object, or paste the text as new objects.',
  PER0008:
    'Kind, namespace or name of the text differ from those of the object that is open. Put them back, or create it as a new object.',
  PER0009: 'The kind in the text exists in another group than the one in apiVersion. Write that group.',
  PER0010:
    'The schema of the kind has no such field at this place. Take the nearest known name, which the message offers, or remove the field.',
  PER0011:
    'The field stands at a place where the kind does not know it. Move it to the place that the message names.',
  PER0016:
    'The group in apiVersion serves the kind, but not in this version. Write one of the versions named.',
  PER0017:
    'The version in apiVersion is still served, and a newer one has the same fields. Write the newer one.',
  PER0018:
    'The text at this field does not match the pattern that the schema has for it. Write it in the form that the message shows.',
  PER0023: 'Fields that exclude each other stand in one object; the message names them. Keep one of them.',
  PER0041:
    'A VirtualService without hosts is a delegate, and one of its fields belongs to the root alone, such as gateways, or a rule hands on once more. Remove it here; the root says it.',
  PER0042:
    'An HTTP rule has none or several of route, redirect, directResponse and delegate. Keep exactly one in each rule.',
  PER0043:
    'A rewrite, mirror or fault stands beside a redirect or a direct response, which leaves it nothing to act on. Remove one of the two.',
  PER0045:
    'A fault has a delay without fixedDelay, an abort without a status, or a kind of them that is not supported. Give the delay fixedDelay, the abort httpStatus or grpcStatus.',
  PER0062:
    'The load balancer has a setting out of its range, such as a table of Maglev whose size is no prime number. Write a value that the message allows.',
  PER0063:
    'Shares of localityLbSetting do not add up to 100, a region fails over to itself, or a place is not named in full. Correct the entry.',
  PER0065:
    'TLS settings of a client contradict each other. Use credentialName or files, give MUTUAL a client certificate, and leave out what insecureSkipVerify would not verify.',
  PER0068:
    'A server of a Gateway has tls that its protocol cannot have (HTTP has httpsRedirect only), or lacks it, as an HTTPS server may not. Add or remove tls, or change the protocol.',
  PER0069:
    'A server of a Gateway has no certificate, or several sources of one. Give SIMPLE and MUTUAL one source, and ISTIO_MUTUAL and PASSTHROUGH none.',
  PER0072: 'A port of a Gateway has targetPort, which the Service of the gateway decides. Remove it here.',
  PER0074:
    'Resolution and endpoints of a ServiceEntry do not fit. Give NONE no endpoints, DNS_ROUND_ROBIN at most one, and sockets to STATIC only.',
  PER0076:
    'A Sidecar has two listeners on one port, several without a port, or one without a port before the last. Merge them, and put the one without a port last.',
  PER0079:
    'A WorkloadEntry has no address and no network, or a socket that is no absolute path or has ports. Give it an address, or correct the path.',
  PER0080:
    'An AuthorizationPolicy has an action that does not fit the rest. Give DENY and CUSTOM rules, CUSTOM a provider, and no other action one.',
  PER0081:
    'A rule of an AuthorizationPolicy has an empty source or operation, or serviceAccounts beside principals or namespaces. Remove the empty part, or keep one of the two.',
  PER0092:
    'A patch of an EnvoyFilter lacks applyTo, patch or operation, or an operation lacks its value. Add what the message names.',
  PER0990:
    'The text is a List, whose items are checked as objects of their own. Split it into documents to mend and move them.',
  PER0992:
    'A value such as yes, no, on or off, or a number that looks like text, is read as something else than it looks. Put it in quotes, or write it plainly.',
};
