#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""acmectl demo-server as a client sees it that shares no code with this project: the operations that manage ACME."""

import base64
import json
import re
import sys
import unittest
import urllib.parse

import tap
from acmectl import DemoServer

PUBLIC = '/api/acme/v2/account'
UNIVERSAL = '/api/acme/v1/pca/account'
demo = None


def setUpModule():
    global demo
    demo = DemoServer()


def tearDownModule():
    done = demo.stop()
    assert (done.status, done.out, done.err) == (0, '', ''), done


class Operations(unittest.TestCase):
    def check(self, expected, path, method='GET', body=None, headers=None):
        status, headers, data = demo.call(path, method, body, headers)
        self.assertEqual(status, expected, (method, path, data))
        return headers, data

    def check_error(self, expected, *args, **kwargs):
        headers, data = self.check(expected, *args, **kwargs)
        self.assertTrue(headers.get_content_type() == 'application/json', headers)
        error = json.loads(data)
        self.assertIsInstance(error['description'], str)
        self.assertTrue(error['description'])
        self.assertLess(error.get('code', -1), 0)

    def walk(self, path, size):
        """All of a list, page by page; checks the total on each."""
        found, total = [], None
        while True:
            mark = '&' if '?' in path else '?'
            headers, data = self.check(200, f'{path}{mark}size={size}&position={len(found)}')
            page = json.loads(data)
            self.assertLessEqual(len(page), size)
            if total is not None:
                self.assertEqual(int(headers['X-Total-Count']), total)
            total = int(headers['X-Total-Count'])
            found += page
            if len(found) >= total or not page:
                self.assertEqual(len(found), total)
                return found

    def any_organization(self):
        return demo.get('/api/organization/v1')[0]['id']


class SignIn(Operations):
    def test_without(self):
        self.check(401, PUBLIC, headers={})

    def test_wrong(self):
        self.check(401, PUBLIC, headers={'Authorization': 'Bearer wrong'})
        good = {'login': demo.values['login'], 'password': demo.values['password'],
                'customerUri': demo.values['customerUri']}
        self.check(200, PUBLIC, headers=good)
        for name in good:
            self.check(401, PUBLIC, headers={**good, name: 'wrong'})
            self.check(401, PUBLIC, headers={key: value for key, value in good.items() if key != name})


class Lists(Operations):
    def test_pages(self):
        for path in (PUBLIC, UNIVERSAL, '/api/endpoint/v1'):
            with self.subTest(path=path):
                whole = self.walk(path, 200)
                self.assertEqual(self.walk(path, 7), whole)
                self.assertEqual(len({one['id'] for one in whole}), len(whole))
                _, data = self.check(200, f'{path}?size=5&position={len(whole)}')
                self.assertEqual(json.loads(data), [])

    def test_limits_of_pages(self):
        for query in ('size=-1', 'size=201', 'position=-1', 'size=x'):
            self.check_error(400, f'{PUBLIC}?{query}')

    def test_servers(self):
        servers = demo.get('/api/acme/v1/server')
        self.assertTrue(servers)
        for server in servers:
            self.assertIn(server['certValidationType'], ('DV', 'OV', 'EV'))
            self.assertNotIn('id', server)
        url = servers[0]['url']
        found = demo.get('/api/acme/v1/server?url=' + urllib.parse.quote(url, safe=''))
        self.assertIn(servers[0], found)
        for server in demo.get('/api/acme/v1/server?certValidationType=OV'):
            self.assertEqual(server['certValidationType'], 'OV')

    def test_accounts(self):
        public = self.walk(PUBLIC, 200)
        servers = demo.get('/api/acme/v1/server')
        names, urls = {one['name'] for one in servers}, {one['url'] for one in servers}
        spellings = {one['acmeServer'] in names for one in public} | {one['acmeServer'] in urls for one in public}
        self.assertEqual(spellings, {True, False}, 'acmeServer is not spelled in both ways')
        for one in public:
            self.assertRegex(one['macKey'], r'\A[A-Za-z0-9_-]{86}\Z')
            self.assertEqual(one['accountId'], one['macId'])
        some = public[0]
        self.assertIn(some, demo.get(f'{PUBLIC}?organizationId={some["organizationId"]}&size=200'))
        _, data = self.check(200, f'{PUBLIC}/{some["id"]}')
        self.assertEqual(json.loads(data), some)

        universal = self.walk(UNIVERSAL, 200)
        self.assertTrue(any(one['macKey'] == '' for one in universal), 'no Universal account lacks its key')
        for one in universal:
            self.assertTrue(one['profileName'])
            self.assertNotIn('status', one)

    def test_clients(self):
        found = set()
        for kind in (PUBLIC, UNIVERSAL):
            for account in self.walk(kind, 200):
                for client in self.walk(f'{kind}/{account["id"]}/client', 200):
                    found.add(client['accountId'])
                    self.assertTrue({'ipAddress', 'userAgent', 'status'} <= set(client))
        self.assertTrue(any(one.endswith('==') for one in found), 'no client id is padded')

    def test_endpoint_accounts(self):
        for entry in demo.get('/api/endpoint/v1?endpointTypes=PRIVATE_ACME&size=200'):
            self.assertEqual(entry['type'], 'PRIVATE_ACME')
            for account in self.walk(f'/api/endpoint/v1/{entry["id"]}/account', 200):
                token = json.loads(base64.b64decode(account['idToken']))
                self.assertEqual(token, {'id': account['id'], 'type': 'PRIVATE_ACME'})

    def test_not_found(self):
        for path in (f'{PUBLIC}/99999', f'{UNIVERSAL}/99999', f'{PUBLIC}/99999/domain', f'{PUBLIC}/99999/client',
                     '/api/endpoint/v1/99999', '/api/organization/v1/99999'):
            self.check_error(404, path)


class Writes(Operations):
    def create(self, path, body):
        headers, data = self.check(201, path, 'POST', body)
        self.assertEqual(data, b'')
        match = re.fullmatch(r'https?://[^/]+(/api/.+/account/\d+)', headers['Location'])
        self.assertTrue(match, headers['Location'])
        return match[1]

    def test_public_account(self):
        organization = self.any_organization()
        server = demo.get('/api/acme/v1/server')[0]
        account = self.create(PUBLIC, {'name': 'probe, “quoted”', 'acmeServer': server['url'],
                                       'organizationId': organization})
        made = demo.get(account)
        self.assertEqual((made['name'], made['organizationId']), ('probe, “quoted”', organization))
        self.assertEqual(made['status'].lower(), 'pending')
        self.assertEqual(demo.get(f'{account}/domain'), [])

        _, data = self.check(200, account, 'PUT', {'name': 'renamed'})
        self.assertEqual(data, b'')
        self.assertEqual(demo.get(account)['name'], 'renamed')
        self.check_error(400, account, 'PUT', {'name': 'x' * 129})
        self.check_error(400, account, 'PUT', {})

        _, data = self.check(204, account, 'DELETE')
        self.assertEqual(data, b'')
        self.check_error(404, account)
        self.check_error(404, account, 'DELETE')

    def test_domains(self):
        server = demo.get('/api/acme/v1/server')[0]
        account = self.create(PUBLIC, {'name': 'domains', 'acmeServer': server['name'],
                                       'organizationId': self.any_organization()})
        known = next(one for one in self.walk(PUBLIC, 200)
                     if one['organizationId'] == self.any_organization()
                     and demo.get(f'{PUBLIC}/{one["id"]}/domain'))
        name = demo.get(f'{PUBLIC}/{known["id"]}/domain')[0]['name']
        body = {'domains': [{'name': name}, {'name': 'not-delegated.example.net'}]}
        _, data = self.check(200, f'{account}/domain', 'POST', body)
        self.assertEqual(json.loads(data), {'notAddedDomains': ['not-delegated.example.net']})
        self.assertEqual([one['name'] for one in demo.get(f'{account}/domain')], [name])

        _, data = self.check(200, f'{account}/domain', 'DELETE', body)
        self.assertEqual(json.loads(data), {'notRemovedDomains': ['not-delegated.example.net']})
        self.assertEqual(demo.get(f'{account}/domain'), [])
        self.check_error(400, f'{account}/domain', 'POST', {'domains': []})

    def test_universal_account(self):
        profile = demo.get('/api/ssl/v1/types')[0]['name']
        endpoint = demo.get('/api/endpoint/v1?endpointTypes=PRIVATE_ACME')[0]
        url = demo.get(f'/api/endpoint/v1/{endpoint["id"]}')['url']
        body = {'name': 'probe', 'acmeServer': url, 'organizationId': self.any_organization(), 'profileName': profile}
        account = self.create(UNIVERSAL, body)
        self.assertTrue(account.startswith(UNIVERSAL))
        self.assertEqual(demo.get(account)['profileName'], profile)
        for missing in body:
            self.check_error(400, UNIVERSAL, 'POST', {key: value for key, value in body.items() if key != missing})
        self.check(204, account, 'DELETE')

    def test_client(self):
        for kind in (PUBLIC, UNIVERSAL):
            account = next(one for one in self.walk(kind, 200)
                           if any(c['status'] == 'valid' for c in demo.get(f'{kind}/{one["id"]}/client?size=200')))
            path = f'{kind}/{account["id"]}/client'
            client = next(c for c in demo.get(path) if c['status'] == 'valid')['accountId']
            _, data = self.check(204, f'{path}/{urllib.parse.quote(client, safe="")}', 'PUT')
            self.assertEqual(data, b'')
            after = next(c for c in demo.get(path) if c['accountId'] == client)
            self.assertNotEqual(after['status'], 'valid')
            self.check_error(404, f'{path}/nobody', 'PUT')

    def test_changes_are_audited(self):
        server = demo.get('/api/acme/v1/server')[0]
        account = self.create(PUBLIC, {'name': 'seen by the audit', 'acmeServer': server['url'],
                                       'organizationId': self.any_organization()})
        self.check(204, account, 'DELETE')
        _, data = self.check(200, '/api/report/v1/activity', 'POST',
                             {'from': '2000-01-01T00:00:00.000Z', 'to': '2100-01-01T00:00:00.000Z'})
        report = json.loads(data)
        self.assertEqual(report['statusCode'], 0)
        seen = [one for one in report['reports'] if 'seen by the audit' in one.get('description', '')]
        self.assertGreaterEqual(len(seen), 2)

    def test_wrong_bodies(self):
        organization = self.any_organization()
        url = demo.get('/api/acme/v1/server')[0]['url']
        good = {'name': 'n', 'acmeServer': url, 'organizationId': organization}
        for wrong in ({'name': ''}, {'name': 'x' * 129}, {'name': 5}, {'organizationId': 0},
                      {'organizationId': 'x'}, {'acmeServer': ''}, {'acmeServer': 'no such server'}):
            self.check_error(400, PUBLIC, 'POST', {**good, **wrong})
        self.check_error(400, PUBLIC, 'POST', [])


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
