//! Distinguishes public hosts from private ones, and blocks requests to private addresses. Entries can come from
//! others, and services on a private network often trust everyone who can reach them (SSRF).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Why a URL's host is private, without a DNS lookup; `None` if it may be public.
pub fn private_host(address: &Url) -> Option<String> {
    match address.host()? {
        Host::Ipv4(ip) => (!is_public(ip.into())).then(|| private_address_reason(ip.into())),
        Host::Ipv6(ip) => (!is_public(ip.into())).then(|| private_address_reason(ip.into())),
        Host::Domain(name) => {
            // Names that no public resolver knows (RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`).
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let ends = ["localhost", "local", "internal", "home.arpa"];
            let is_local = |end: &str| name == end || name.ends_with(&format!(".{end}"));
            ends.iter()
                .any(|end| is_local(end))
                .then(|| format!("`{name}` is a name of this machine or its network"))
        }
    }
}

fn private_address_reason(ip: IpAddr) -> String {
    format!("`{ip}` belongs to this machine or its network")
}

/// Whether an address is public (IANA's registries of special-purpose addresses).
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = matches!(
        (a, b, c),
        (0 | 10 | 127, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (224..=255, ..)
    );
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Embedded IPv4 addresses: mapped, compatible, translated (RFC 6052), 6to4.
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] => v4(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        [0x2002, high, low, ..] => v4(high, low),
        // Teredo, benchmarks, ORCHID, documentation.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Only these are assigned to hosts of the internet.
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

/// The blocked address.
#[cfg(feature = "network")]
#[derive(Debug, thiserror::Error)]
#[error("its host has the address `{0}`, which belongs to this machine or its network")]
pub struct Private(IpAddr);

/// Resolves names and rejects those with a private address. The connection uses the result, so no second lookup
/// can return a different address.
#[cfg(feature = "network")]
#[derive(Debug, Default)]
pub struct PublicOnly(ureq::unversioned::resolver::DefaultResolver);

#[cfg(feature = "network")]
impl ureq::unversioned::resolver::Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &ureq::http::Uri,
        config: &ureq::config::Config,
        timeout: ureq::unversioned::transport::NextTimeout,
    ) -> Result<ureq::unversioned::resolver::ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        match found.iter().find(|address| !is_public(address.ip())) {
            Some(address) => Err(ureq::Error::Other(Box::new(Private(address.ip())))),
            None => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn addresses_of_this_machine_and_its_network() {
        for private in [
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "203.0.113.9",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "::ffff:0:192.168.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
            "64:ff9b:1::1",
            "3fff::1",
            "3fff:fff:ffff::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "1.1.1.1",
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2606:4700::1111",
            "2a00:1450::1",
            "2002:808:808::1",
            "3fff:1000::1",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn names_and_forms_of_this_machine() {
        for private in [
            "http://localhost/",
            "http://a.localhost:8080/",
            "https://LOCALHOST./",
            "http://nas.local/",
            "http://x.internal/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://[::ffff:7f00:1]/",
            "http://[::]/",
        ] {
            assert!(private_host(&Url::parse(private).unwrap()).is_some(), "{private}");
        }
        for public in
            ["https://example.org/", "https://local.example/", "http://8.8.8.8/", "https://notlocalhost/"]
        {
            assert!(private_host(&Url::parse(public).unwrap()).is_none(), "{public}");
        }
    }
}
